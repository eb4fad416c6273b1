package dev.muster.processor.read;

import dev.muster.processor.report.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is being read mentions a type that does not exist yet; another processor may generate it in this round. */
public final class UnresolvedTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final transient @Nullable Place place;

    UnresolvedTypeException(String type) {
        this(type, null);
    }

    private UnresolvedTypeException(String type, @Nullable Place place) {
        super(type, null, false, false);
        this.type = type;
        this.place = place;
    }

    /** The same, and where. */
    UnresolvedTypeException at(Place method) {
        return new UnresolvedTypeException(type, method);
    }

    /** The type as it is written, where the compiler tells. */
    public String type() {
        return type;
    }

    /** The method that mentions it, if it is one. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }
}
