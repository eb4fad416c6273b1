package shapes;

class FanOut {}
