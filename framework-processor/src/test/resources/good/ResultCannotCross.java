package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

class ResultCannotCross {
    @Parallel(on = Workers.PROCESSES)
    String read(String name) {
        return name;
    }
}
