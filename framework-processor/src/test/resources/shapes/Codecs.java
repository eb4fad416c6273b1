package shapes;

import dev.muster.Parallel;
import dev.muster.Workers;
import dev.muster.wire.ByCodec;
import java.util.List;
import java.util.Map;

@ByCodec({Codecs.Matrix.class, Codecs.Cell.class, Thread.class})
class Codecs {
    static class Matrix<T> {
        List<T> cells;
    }

    record Cell(Thread owner) {}

    record Job(Matrix<String> input, List<Thread> threads) {}

    @Parallel(on = Workers.PROCESSES)
    Matrix<Thread> multiply(Matrix<String> a, Map<Cell, Matrix<?>[]> b, Job c) {
        return null;
    }

    static class Inside {
        @Parallel(on = Workers.PROCESSES)
        Thread same(Thread x) {
            return x;
        }
    }
}
