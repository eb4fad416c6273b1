package cases;

import dev.muster.Parallel;
import dev.muster.Task;
import dev.muster.Workers;

public final class OnlyWaits {
    private final OnlyWaitsDispatcher calls = new OnlyWaitsDispatcher(this);

    void both() {
        Task<Void> left = calls.half();
        Task<Void> right = calls.half();
        left.join();
        right.join();
    }

    @Parallel(on = Workers.CORES)
    void half() {}
}
