package shapes;

class Object {}
