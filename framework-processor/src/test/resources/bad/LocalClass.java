package cases;

import dev.muster.Parallel;

class LocalClass {
    int run() {
        class Squares {
            @Parallel
            int square(int x) { // <-- MUSTER-103
                return x * x;
            }
        }
        return new Squares().square(7);
    }
}
