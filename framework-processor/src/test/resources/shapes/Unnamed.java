import dev.muster.Parallel;

class Unnamed {
    @Parallel
    Unnamed one(Unnamed x) {
        return x;
    }

    @Parallel
    int two(Unnamed.Nested x, int y) {
        return 0;
    }

    static class Nested {
        @Parallel
        int square(int x) {
            return x;
        }
    }
}

