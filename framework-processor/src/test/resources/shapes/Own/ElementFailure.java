package shapes;

class ElementFailure {}
