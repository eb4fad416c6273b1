package shapes;

class Throwable {}
