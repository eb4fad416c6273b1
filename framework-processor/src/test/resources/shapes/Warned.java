package shapes;

import dev.muster.Parallel;
import java.util.List;

class Warned {
    @Deprecated
    static class Old {
        @Parallel
        Old again(Old x) {
            return x;
        }
    }

    @Deprecated(forRemoval = true)
    static class Oldest {
        @Parallel
        Oldest again(Oldest x) {
            return x;
        }
    }

    @Parallel
    @Deprecated
    int old(int x) {
        return x;
    }

    @Parallel
    @Deprecated(since = "1", forRemoval = true)
    int oldest(int x, Old y, Oldest z) {
        return x;
    }

    @Parallel
    Old mention(List<Old> x) {
        return null;
    }

    @Parallel
    @SuppressWarnings("rawtypes")
    List raw(List x, List[] y) {
        return x;
    }
}
