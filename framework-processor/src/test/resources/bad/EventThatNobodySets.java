package cases;

import dev.muster.AwaitEvent;
import dev.muster.FireEvent;

class EventThatNobodySets {
    @FireEvent("loaded")
    void load() {}

    @AwaitEvent(
            "laoded") // <-- MUSTER-433
    void use() {}
}
