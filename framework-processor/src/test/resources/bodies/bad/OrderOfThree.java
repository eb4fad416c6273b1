package cases;

import dev.muster.Guarded;
import dev.muster.Permits;

class OrderOfThree {
    private final OrderOfThreeDispatcher calls = new OrderOfThreeDispatcher(this);

    @Guarded("a")
    void one() {
        calls.b();
    }

    @Guarded("b")
    void two() {
        calls.c();
    }

    @Permits(of = "c", value = 3)
    void three() {
        calls.a(); // <-- MUSTER-452
    }

    @Guarded("a")
    void a() {}

    @Guarded("b")
    void b() {}

    @Permits(of = "c", value = 3)
    void c() {}
}
