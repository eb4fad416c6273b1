package shapes;

class Muster {}
