package shapes;

class BoundMethod {}
