package cases;

import dev.muster.Guarded;
import dev.muster.Key;
import java.util.List;
import java.util.function.Supplier;

class KeyFunction {
    @Guarded("account")
    void deposit(
            @Key List<Supplier<String>> account, // <-- MUSTER-443
            long cents) {}
}
