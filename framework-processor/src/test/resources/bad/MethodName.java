package cases;

import dev.muster.Parallel;

class MethodName {
    @Parallel(
            name = "new") // <-- MUSTER-203
    int square(int x) {
        return x * x;
    }
}
