package shapes;

class At {}
