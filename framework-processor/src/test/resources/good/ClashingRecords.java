package cases;

import dev.muster.Parallel;

class ClashingRecords {
    @Parallel
    int add(int x, int y) {
        return x + y;
    }

    @Parallel(name = "addAgain")
    int Add(int x, int y) {
        return x + y;
    }
}
