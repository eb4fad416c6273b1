package cases;

import dev.muster.Guarded;
import dev.muster.Key;
import java.util.List;

class KeyVarargs {
    @Guarded("account")
    void close(
            @Key List<String> accounts) {}
}
