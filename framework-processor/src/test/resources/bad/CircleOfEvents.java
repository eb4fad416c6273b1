package cases;

import dev.muster.AwaitEvent;
import dev.muster.FireEvent;

class CircleOfEvents {
    @AwaitEvent("saved")
    @FireEvent("loaded")
    void load() {}

    static class Other {
        @AwaitEvent("loaded") // <-- MUSTER-432
        @FireEvent("changed")
        void change() {}
    }

    @AwaitEvent("changed")
    @FireEvent("saved")
    void save() {}
}
