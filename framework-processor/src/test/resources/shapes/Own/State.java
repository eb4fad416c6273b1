package shapes;

class State {}
