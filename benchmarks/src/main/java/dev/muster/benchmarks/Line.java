package dev.muster.benchmarks;

/** The rival of a child's start: a bare {@code java} that prints one line, and waits if it is told to. */
final class Line {
    private Line() {}

    public static void main(String... arguments) throws Exception {
        System.out.println("hello");
        if (arguments.length > 0) {
            System.in.read();
        }
    }
}
