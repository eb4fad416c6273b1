package demo;

import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Mode;
import dev.muster.Parallel;
import dev.muster.Permits;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A lock for each account: a transfer holds two, together, whatever their order. */
public class Bank {
    private final Map<String, Long> balances = new ConcurrentHashMap<>();

    @Guarded("account")
    public void transfer(@Key String from, @Key String to, long cents) throws IOException {
        balances.merge(from, -cents, Long::sum);
        balances.merge(to, cents, Long::sum);
    }

    @Guarded(value = "account", mode = Mode.SHARED)
    public long balance(@Key String account) {
        return balances.getOrDefault(account, 0L);
    }

    @Parallel(workers = 4)
    @Guarded("account")
    @Permits(value = 10, of = "ledger", take = 2)
    public long deposit(@Key("account") String account, long cents) {
        return balances.merge(account, cents, Long::sum);
    }

    @Parallel
    @Permits(2)
    int audit(@Key int year) {
        return year;
    }
}
