package cases;

import dev.muster.Parallel;

class ClashingRecords {
    @Parallel
    int add(int x, int y) {
        return x + y;
    }

    @Parallel
    int Add(int x, int y) { // <-- MUSTER-106
        return x + y;
    }
}
