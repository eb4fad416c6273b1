package cases;

import dev.muster.Parallel;
import java.util.List;

class HiddenParameter {
    private record Point(int x, int y) {}

    @Parallel
    int distance(List<Point> points) { // <-- MUSTER-105
        return 0;
    }
}
