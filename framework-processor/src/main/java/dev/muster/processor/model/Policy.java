package dev.muster.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.muster.processor.report.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A custom policy of a method or a type, as its annotation says it.
 *
 * @param annotation the simple name of the annotation
 * @param isSource whether compilers drop the annotation
 * @param type the class that enforces it
 * @param isAround whether that wraps bodies
 * @param isAdmission whether that decides when calls start
 * @param isProvided whether it always comes from the builder
 * @param isOfType whether the annotation stands on the type, for all methods
 * @param flaw why generated code cannot make one
 * @param constructors the types of the parameters of the class's constructors that generated code could call, as people say them
 * @param members the annotation's members
 * @param place the annotation
 */
public record Policy(
        String annotation,
        boolean isSource,
        ClassName type,
        boolean isAround,
        boolean isAdmission,
        boolean isProvided,
        boolean isOfType,
        Optional<Flaw> flaw,
        List<String> constructors,
        List<Member> members,
        Place place) {
    /** Copies the lists. */
    public Policy {
        constructors = List.copyOf(constructors);
        members = List.copyOf(members);
    }

    /** Why generated code cannot make a policy. */
    public enum Flaw {
        /** It cannot see the class. */
        HIDDEN,
        /** The class is abstract, or an interface. */
        ABSTRACT,
        /** The class needs an object around it. */
        INNER,
        /** No constructor takes the annotation's members. */
        CONSTRUCTOR,
        /** The constructor declares a checked exception. */
        THROWS
    }

    /**
     * A member of the annotation.
     *
     * @param name its name
     * @param type its type
     * @param value an expression for its value, or empty if there is none
     * @param obstacle why there is none
     */
    public record Member(String name, TypeName type, CodeBlock value, Optional<String> obstacle) {}

    /** The constructor that would fit, such as {@code AuditPolicy(String value, int level)}. */
    public String expected() {
        return members.stream()
                .map(member -> SimpleNames.of(member.type()) + " " + member.name())
                .collect(Collectors.joining(", ", type.simpleName() + "(", ")"));
    }

    /** The annotation as people say it. */
    @Override
    public String toString() {
        return "@" + annotation;
    }
}
