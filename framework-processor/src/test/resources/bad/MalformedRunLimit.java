package cases;

import dev.muster.Parallel;
import dev.muster.Timeout;

class MalformedRunLimit {
    @Parallel
    @Timeout(
            "2 seconds") // <-- MUSTER-501
    void run() {}
}
