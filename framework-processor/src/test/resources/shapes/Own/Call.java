package shapes;

class Call {}
