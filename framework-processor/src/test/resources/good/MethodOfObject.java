package cases;

import dev.muster.Parallel;

class MethodOfObject {
    @Parallel(name = "text")
    @Override
    public String toString() {
        return "";
    }
}
