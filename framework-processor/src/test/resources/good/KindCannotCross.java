package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

class KindCannotCross {
    sealed interface Job {}

    record Copy(String from, String to) implements Job {}

    record Move(String from, String to) implements Job {}

    @Parallel(on = Workers.PROCESSES)
    void run(Job job) {}
}
