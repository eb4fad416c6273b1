package cases;

import dev.muster.Parallel;

class PrivateType {
    static class Squares {
        @Parallel
        int square(int x) {
            return x * x;
        }

        @Parallel
        int cube(int x) {
            return x * x * x;
        }
    }
}
