package cases;

import dev.muster.Parallel;
import java.util.List;

class OnlyWaitsForAll {
    private final OnlyWaitsForAllDispatcher calls = new OnlyWaitsForAllDispatcher(this);

    @Parallel(pool = "scans", workers = 4)
    List<Integer> all(List<Integer> ids) { // <-- MUSTER-453
        return calls.scanAll(ids).join();
    }

    @Parallel(pool = "scans")
    int scan(int id) {
        return id;
    }
}
