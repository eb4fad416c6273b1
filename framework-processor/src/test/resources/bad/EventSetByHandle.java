package cases;

import dev.muster.AwaitEvent;

class EventSetByHandle {
    @AwaitEvent("loaded") // <-- MUSTER-433
    void use() {}
}
