package shapes;

import dev.muster.Parallel;

/** The user has classes with the names of ours. */
class Own {
    static class Task {}

    static class SquareTask {}

    static class Formats {}

    static class State {}

    static class ElementFailure {}

    static class TwoCall {}

    static class Stream<X> {}

    @Parallel
    Task square(SquareTask x) {
        return new Task();
    }

    @Parallel
    State state(State x) {
        return x;
    }

    @Parallel
    ElementFailure failure(ElementFailure x, Stream<String> y, java.util.stream.Stream<String> z) {
        return x;
    }

    @Parallel(on = dev.muster.Workers.PROCESSES)
    <MusterCall extends String> MusterCall hidden(MusterCall x) {
        return x;
    }

    @Parallel
    java.util.List<Batch> batch(Batch x, Call y, CallSite z) {
        return null;
    }

    @Parallel
    TwoCall two(TwoCall x, Integer y) {
        return x;
    }

    @Parallel
    shapes.State topLevel(shapes.State x, shapes.ElementFailure y) {
        return x;
    }

    @Parallel
    <Call, CallSite> Call three(Call x, CallSite y) {
        return x;
    }

    @dev.muster.Guarded(value = "own", scope = dev.muster.Scope.INSTANCE)
    @dev.muster.AwaitCondition("isOwn")
    <CallRuntime> Hold guarded(@dev.muster.Key Claim x, CallRuntime y) {
        return null;
    }

    @dev.muster.Barrier(value = "meet", parties = 2, at = dev.muster.At.EXIT)
    BooleanSupplier met(Scope x, At y, Throwable z) {
        return null;
    }

    boolean isOwn() {
        return true;
    }
}
