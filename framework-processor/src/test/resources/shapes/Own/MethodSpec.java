package shapes;

class MethodSpec {}
