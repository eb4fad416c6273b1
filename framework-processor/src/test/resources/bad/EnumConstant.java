package cases;

import dev.muster.Parallel;

enum EnumConstant {
    SQUARE {
        @Parallel
        @Override
        int apply(int x) { // <-- MUSTER-103
            return x * x;
        }
    };

    abstract int apply(int x);
}
