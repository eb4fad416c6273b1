/** Runs dispatched calls on threads, cores and child processes. Exports nothing: users see it through {@code dev.muster}. */
module dev.muster.runtime {
    requires static transitive org.jspecify;
    requires transitive dev.muster.api;
    requires static java.logging;

    exports dev.muster.runtime.worker to
            java.logging; // makes the handler of a child's log

    provides dev.muster.MusterProvider with
            dev.muster.runtime.RuntimeProvider;
}
