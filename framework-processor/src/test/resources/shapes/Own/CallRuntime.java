package shapes;

class CallRuntime {}
