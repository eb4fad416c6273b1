package cases;

import dev.muster.AwaitEvent;

class EventSetByHandle {
    @SuppressWarnings("MUSTER-433")
    @AwaitEvent("loaded")
    void use() {}
}
