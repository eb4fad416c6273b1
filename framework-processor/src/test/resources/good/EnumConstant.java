package cases;

import dev.muster.Parallel;
import java.util.function.IntUnaryOperator;

enum EnumConstant {
    SQUARE(new Square());

    private final IntUnaryOperator operator;

    EnumConstant(IntUnaryOperator operator) {
        this.operator = operator;
    }

    int apply(int x) {
        return operator.applyAsInt(x);
    }

    static class Square implements IntUnaryOperator {
        @Parallel
        @Override
        public int applyAsInt(int x) {
            return x * x;
        }
    }
}
