package demo;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Type variables of the class and of methods, and a promise. */
interface Sorter<T extends Comparable<? super T>> {
    @Parallel(on = Workers.CORES)
    List<T> sort(List<T> list);

    @Parallel(on = Workers.CORES, name = "sortBy")
    <C extends Comparator<? super T>> List<T> sort(List<T> list, C comparator) throws InterruptedException;

    @Parallel
    default CompletionStage<Void> log(String... lines) {
        return null;
    }
}
