package cases;

import dev.muster.Parallel;

class LocalClass {
    int run() {
        return new Squares().square(7);
    }

    static class Squares {
        @Parallel
        int square(int x) {
            return x * x;
        }
    }
}
