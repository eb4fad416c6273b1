package shapes;

class CallSite {}
