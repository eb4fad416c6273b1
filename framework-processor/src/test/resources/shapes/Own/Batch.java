package shapes;

class Batch {}
