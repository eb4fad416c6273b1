package cases;

import dev.muster.AwaitEvent;
import dev.muster.FireEvent;

class EventTwice {
    @FireEvent("loaded")
    void load() {}

    @AwaitEvent("loaded")
    @AwaitEvent(
            "loaded") // <-- MUSTER-403
    void use() {}
}
