package cases;

import dev.muster.Permits;

class PermitsOfTwoSizes {
    @Permits(value = 3, of = "database")
    void read() {}

    static class Other {
        @Permits(
                of = "database",
                value = 4) // <-- MUSTER-410
        void write() {}
    }
}
