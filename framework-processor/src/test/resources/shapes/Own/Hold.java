package shapes;

class Hold {}
