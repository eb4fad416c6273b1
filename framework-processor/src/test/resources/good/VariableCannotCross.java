package cases;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.Serializable;
import java.util.List;

class VariableCannotCross {
    @Parallel(on = Workers.PROCESSES)
    <T extends Comparable<T> & Serializable> int max(List<T> values) {
        return 0;
    }
}
