package cases;

import dev.muster.FireEvent;
import dev.muster.Parallel;

class EventName {
    @Parallel
    @FireEvent(
            "") // <-- MUSTER-401
    void load() {}
}
