package shapes;

class Integer {}
