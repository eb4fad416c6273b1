package dev.muster.processor.model;

import dev.muster.processor.report.Place;
import java.lang.annotation.Annotation;
import java.util.Map;

/**
 * Where an annotation stands in the source.
 *
 * @param type the annotation's type
 * @param place the annotation
 * @param members those of its members that are written
 */
public record Written(Class<? extends Annotation> type, Place place, Map<String, Place> members) {
    /** Copies the members. */
    public Written {
        members = Map.copyOf(members);
    }

    /** Where the first of these members that is written is, or else the annotation. */
    public Place at(String... wanted) {
        for (String member : wanted) {
            if (members.containsKey(member)) {
                return members.get(member);
            }
        }
        return place;
    }

    /** The annotation as people say it. */
    @Override
    public String toString() {
        return "@" + type.getSimpleName();
    }
}
