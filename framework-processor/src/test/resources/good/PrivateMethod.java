package cases;

import dev.muster.Parallel;

class PrivateMethod {
    @Parallel
    int square(int x) {
        return x * x;
    }
}
