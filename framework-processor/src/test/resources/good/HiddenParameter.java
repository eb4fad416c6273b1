package cases;

import dev.muster.Parallel;
import java.util.List;

class HiddenParameter {
    record Point(int x, int y) {}

    @Parallel
    int distance(List<Point> points) {
        return 0;
    }
}
