package dev.muster.processor.model;

import dev.muster.processor.report.Place;
import java.util.List;

/** Something that a policy's annotation says of the method and that is not so. */
public sealed interface Misfit {
    /** The member as it is written, such as {@code @RateLimit(key = "tenant")}. */
    String said();

    /** Where. */
    Place place();

    /**
     * A parameter that there is not.
     *
     * @param name what is said
     * @param offers the parameters that there are
     */
    record NoParameter(String said, String name, List<String> offers, Place place) implements Misfit {
        /** Copies the list. */
        public NoParameter {
            offers = List.copyOf(offers);
        }
    }

    /**
     * A result of another type.
     *
     * @param type the class that gives it
     * @param given what that gives
     * @param wanted what that would have to be, to give what the method gives
     */
    record OtherResult(String said, String type, String given, String wanted, Place place) implements Misfit {}
}
