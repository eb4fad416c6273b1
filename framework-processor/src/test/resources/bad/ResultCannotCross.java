package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

class ResultCannotCross {
    @Parallel(on = Workers.PROCESSES)
    Object read(String name) { // <-- MUSTER-301
        return name;
    }
}
