package shapes;

class Override {}
