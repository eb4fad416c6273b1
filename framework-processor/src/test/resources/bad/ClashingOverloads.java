package cases;

import dev.muster.Parallel;

class ClashingOverloads {
    @Parallel
    int size(int x) {
        return x;
    }

    @Parallel
    int size(String x) { // <-- MUSTER-106
        return x.length();
    }
}
