package cases;

import dev.muster.AwaitEvent;
import dev.muster.FireEvent;

class OwnEvent {
    @AwaitEvent("loaded")
    @FireEvent("loaded") // <-- MUSTER-431
    void load() {}
}
