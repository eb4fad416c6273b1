package demo;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records, recursive and generic ones among them, and a sealed family, to a child process and back. */
public class Orders {
    public record Order(String id, List<Line> lines, Optional<Order> previous) {}

    public record Line(Article article, int count) {}

    public record Priced<T>(T thing, long cents) {}

    public enum Article {
        BOOK,
        PEN
    }

    public sealed interface Discount permits Percent, Amount {}

    public record Percent(int percent) implements Discount {}

    public record Amount(long cents) implements Discount {}

    @Parallel(on = Workers.PROCESSES, pool = "pricing", workers = 4)
    public Priced<Order> price(Order order, Map<Article, Long> prices, Discount discount) {
        return new Priced<>(order, 0);
    }
}
