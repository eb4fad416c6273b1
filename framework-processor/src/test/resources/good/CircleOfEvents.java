package cases;

import dev.muster.AwaitEvent;
import dev.muster.FireEvent;

class CircleOfEvents {
    @FireEvent("loaded")
    void load() {}

    static class Other {
        @AwaitEvent("loaded")
        @FireEvent("changed")
        void change() {}
    }

    @AwaitEvent("changed")
    @FireEvent("saved")
    void save() {}
}
