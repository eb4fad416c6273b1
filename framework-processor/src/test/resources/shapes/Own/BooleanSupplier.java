package shapes;

class BooleanSupplier {}
