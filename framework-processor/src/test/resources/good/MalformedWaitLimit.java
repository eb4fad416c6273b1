package cases;

import dev.muster.Parallel;
import dev.muster.Timeout;

class MalformedWaitLimit {
    @Parallel
    @Timeout(
            value = "2s",
            waiting = "1ms")
    void run() {}
}
