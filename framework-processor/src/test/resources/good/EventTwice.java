package cases;

import dev.muster.AwaitEvent;
import dev.muster.FireEvent;

class EventTwice {
    @FireEvent("loaded")
    void load() {}

    @AwaitEvent("loaded")
    void use() {}
}
