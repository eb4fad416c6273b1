package cases;

import dev.muster.Parallel;

class ClashingOverloads {
    @Parallel
    int size(int x) {
        return x;
    }

    @Parallel(name = "sizeString")
    int size(String x) {
        return x.length();
    }
}
