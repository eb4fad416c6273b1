package cases;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.List;

class VariableCannotCross {
    @Parallel(on = Workers.PROCESSES)
    <T extends Comparable<T>> int max(List<T> values) { // <-- MUSTER-301
        return 0;
    }
}
