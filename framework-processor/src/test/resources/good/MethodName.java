package cases;

import dev.muster.Parallel;

class MethodName {
    @Parallel(
            name = "newSquare")
    int square(int x) {
        return x * x;
    }
}
