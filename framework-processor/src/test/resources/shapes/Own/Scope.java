package shapes;

class Scope {}
