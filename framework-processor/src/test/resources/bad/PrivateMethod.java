package cases;

import dev.muster.Parallel;

class PrivateMethod {
    @Parallel
    private int square(int x) { // <-- MUSTER-101
        return x * x;
    }
}
