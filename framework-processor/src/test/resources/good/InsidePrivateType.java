package cases;

import dev.muster.Parallel;

class InsidePrivateType {
    static class Numbers {
        static class Squares {
            @Parallel
            int square(int x) {
                return x * x;
            }
        }
    }
}
