package cases;

import dev.muster.Parallel;

class MethodOfObject {
    @Parallel
    @Override
    public String toString() { // <-- MUSTER-107
        return "";
    }
}
