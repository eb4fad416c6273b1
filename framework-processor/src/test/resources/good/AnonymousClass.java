package cases;

import dev.muster.Parallel;
import java.util.function.IntUnaryOperator;

class AnonymousClass {
    final IntUnaryOperator square = new Square();

    static class Square implements IntUnaryOperator {
        @Parallel
        @Override
        public int applyAsInt(int x) {
            return x * x;
        }
    }
}
