package cases;

import dev.muster.Parallel;
import java.util.Collection;
import java.util.List;

class ClashingForms {
    @Parallel
    int square(int x) {
        return x * x;
    }

    @Parallel
    List<Integer> squareAll(List<Integer> xs, int times) {
        return xs;
    }

    @Parallel(name = "squares")
    int squareAll(Collection<Integer> xs) {
        return xs.size();
    }
}
