package cases;

import dev.muster.Guarded;
import dev.muster.Key;
import java.util.List;

class KeyFunction {
    @Guarded("account")
    void deposit(
            @Key List<String> account,
            long cents) {}
}
