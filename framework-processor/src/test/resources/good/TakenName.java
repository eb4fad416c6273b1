package cases;

import dev.muster.Parallel;

class TakenName {
    @Parallel
    int square(int x) {
        return x * x;
    }

    static class Other {}
}

class TakenNameDispatchers {}
