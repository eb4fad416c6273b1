package cases;

import dev.muster.Parallel;

class TakenName { // <-- MUSTER-108
    @Parallel
    int square(int x) {
        return x * x;
    }

    static class Other {}
}

class TakenNameDispatcher {}
