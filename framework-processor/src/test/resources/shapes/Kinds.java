package shapes;

import dev.muster.Parallel;

class Kinds {
    interface Shape {
        @Parallel
        double area(double scale);

        @Parallel
        default String describe() {
            return "";
        }

        @Parallel
        static int corners(String of) {
            return 3;
        }
    }

    record Point(int x, int y) {
        @Parallel
        Point plus(Point other) {
            return other;
        }
    }

    enum Colour {
        RED,
        GREEN {
            @Override
            Colour mix(Colour other) {
                return other;
            }
        };

        @Parallel
        Colour mix(Colour other) {
            return this;
        }
    }

    abstract static class Base {
        @Parallel
        abstract int work(int x);

        @Parallel
        protected synchronized void guarded() {}

        @Parallel
        native int outside(int x);

        @Parallel
        public final double compute(double x) {
            return x;
        }
    }

    sealed interface Sealed permits Sealed.One, Sealed.Two {
        @Parallel
        int number();

        record One(int number) implements Sealed {}

        record Two(int number) implements Sealed {}
    }

    class Inner {
        @Parallel
        int work(int x) {
            return x;
        }

        class Innermost {
            @Parallel
            Inner work(Inner x) {
                return x;
            }
        }
    }

    protected static class Protected {
        @Parallel
        public int work(int x) {
            return x;
        }
    }

    static class AllStatic {
        @Parallel
        static int work(int x) {
            return x;
        }
    }
}
