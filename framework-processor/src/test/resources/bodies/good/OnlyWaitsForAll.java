package cases;

import dev.muster.Parallel;
import java.util.List;

class OnlyWaitsForAll {
    private final OnlyWaitsForAllDispatcher calls = new OnlyWaitsForAllDispatcher(this);

    @Parallel(pool = "scans", workers = 4)
    int all(List<Integer> ids) {
        List<Integer> found = calls.scanAll(ids).join();
        return found.stream().mapToInt(id -> id).sum();
    }

    @Parallel(pool = "scans")
    int scan(int id) {
        return id;
    }

    @Parallel
    List<Integer> unbounded(List<Integer> ids) {
        return calls.scanAll(ids).join();
    }
}
