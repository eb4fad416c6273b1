/** Runs dispatched calls on threads, cores and child processes. Exports nothing: users see it through {@code dev.muster}. */
module dev.muster.runtime {
    requires static transitive org.jspecify;
    requires transitive dev.muster.api;

    provides dev.muster.MusterProvider with
            dev.muster.runtime.RuntimeProvider;
}
