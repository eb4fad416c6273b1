package cases;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.List;

class ParameterCannotCross {
    @Parallel(on = Workers.PROCESSES)
    int count(
            String name,
            List<Thread> threads) { // <-- MUSTER-301
        return threads.size();
    }
}
