package dev.muster.processor.model;

import com.palantir.javapoet.TypeName;
import dev.muster.processor.report.Place;
import java.util.List;
import java.util.Optional;

/**
 * The condition that a method awaits, and what its class has to offer for it.
 *
 * @param name the condition's name, as written
 * @param namesakes the methods of that name
 * @param offers the names of all boolean methods without parameters
 * @param place where the name is written
 */
public record Condition(String name, List<Namesake> namesakes, List<String> offers, Place place) {
    /** Copies the lists. */
    public Condition {
        namesakes = List.copyOf(namesakes);
        offers = List.copyOf(offers);
    }

    /** The method that can be meant: the one without parameters. */
    public Optional<Namesake> meant() {
        return namesakes.stream().filter(method -> method.parameters() == 0).findFirst();
    }

    /**
     * A method of the condition's name.
     *
     * @param parameters how many parameters it has
     * @param result what it returns
     * @param visibility who may call it
     * @param isStatic whether it needs no target
     * @param checked the first checked exception that it declares, if it does
     */
    public record Namesake(
            int parameters, TypeName result, Visibility visibility, boolean isStatic, Optional<TypeName> checked) {}
}
