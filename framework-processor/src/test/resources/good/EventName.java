package cases;

import dev.muster.FireEvent;
import dev.muster.Parallel;

class EventName {
    @Parallel
    @FireEvent(
            "loaded")
    void load() {}
}
