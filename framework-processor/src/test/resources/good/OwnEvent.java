package cases;

import dev.muster.FireEvent;

class OwnEvent {
    @FireEvent("loaded")
    void load() {}
}
