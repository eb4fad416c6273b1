package cases;

import dev.muster.Parallel;
import dev.muster.Timeout;

class MalformedRunLimit {
    @Parallel
    @Timeout(
            "2s")
    void run() {}
}
