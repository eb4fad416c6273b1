package cases;

import dev.muster.Parallel;

class PrivateType {
    private static class Squares { // <-- MUSTER-102
        @Parallel
        int square(int x) {
            return x * x;
        }

        @Parallel
        private int cube(int x) {
            return x * x * x;
        }
    }
}
