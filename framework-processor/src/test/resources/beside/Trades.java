package beside;

import com.google.auto.value.AutoValue;
import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.Serializable;
import java.util.List;
import org.immutables.value.Value;

/** Uses types that Immutables and AutoValue generate in the same compilation. */
class Trades {
    @Value.Immutable
    interface Trade extends Serializable {
        String sender();

        long cents();
    }

    @AutoValue
    abstract static class Receipt implements Serializable {
        abstract long number();

        static Receipt of(long number) {
            return new AutoValue_Trades_Receipt(number);
        }
    }

    record Folder(ImmutableTrade first, List<ImmutableTrade> others) {}

    @Parallel
    ImmutableTrade reverse(ImmutableTrade trade) {
        return trade.withCents(-trade.cents());
    }

    @Parallel(on = Workers.PROCESSES)
    Receipt settle(ImmutableTrade trade, Receipt before) {
        return Receipt.of(before.number() + 1);
    }

    @Parallel(on = Workers.PROCESSES)
    static int count(Folder folder) {
        return folder.others().size() + 1;
    }

    @Guarded("trade")
    void correct(@Key ImmutableTrade trade, @Key Receipt receipt) {}

    @Guarded("book")
    @AwaitCondition("isOpen")
    void close() {}

    boolean isOpen() {
        return true;
    }
}
