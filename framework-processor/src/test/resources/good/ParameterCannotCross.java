package cases;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.List;

class ParameterCannotCross {
    @Parallel(on = Workers.PROCESSES)
    int count(
            String name,
            List<String> threads) {
        return threads.size();
    }
}
