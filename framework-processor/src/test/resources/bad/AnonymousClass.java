package cases;

import dev.muster.Parallel;
import java.util.function.IntUnaryOperator;

class AnonymousClass {
    final IntUnaryOperator square = new IntUnaryOperator() {
        @Parallel
        @Override
        public int applyAsInt(int x) { // <-- MUSTER-103
            return x * x;
        }
    };
}
