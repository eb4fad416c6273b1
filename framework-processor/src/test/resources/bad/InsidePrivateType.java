package cases;

import dev.muster.Parallel;

class InsidePrivateType {
    private static class Numbers {
        static class Squares { // <-- MUSTER-102
            @Parallel
            int square(int x) {
                return x * x;
            }
        }
    }
}
