package dev.muster.processor.read;

/** What is being read mentions a type that does not exist yet; another processor may generate it in this round. */
public final class UnresolvedTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnresolvedTypeException(String what) {
        super(what, null, false, false);
    }
}
