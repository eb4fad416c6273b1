package dev.muster.benchmarks.table;

/** Whether less is better, or more. */
enum Bound {
    AT_MOST("≤"),
    AT_LEAST("≥");

    private final String sign;

    Bound(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** Orders the better figure first. */
    int compare(double a, double b) {
        return this == AT_MOST ? Double.compare(a, b) : Double.compare(b, a);
    }

    boolean holds(double value, double limit) {
        return compare(value, limit) <= 0;
    }
}
