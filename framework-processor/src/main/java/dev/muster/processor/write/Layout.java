package dev.muster.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import java.util.ArrayList;
import java.util.List;

/** The names that a dispatcher's private parts get, so that none meets another or a name of the user's. */
final class Layout {
    static final String TARGET = "target";

    private final List<MethodLayout> methods = new ArrayList<>();
    private final ClassName formats;

    Layout(Target target) {
        NameAllocator fields = new NameAllocator();
        Names.fresh(fields, TARGET);
        NameAllocator types = new NameAllocator();
        MentionedNames.in(target).forEach(name -> Names.fresh(types, name));
        formats = target.dispatcher().nestedClass(Names.fresh(types, "Formats"));
        for (AnnotatedMethod method : target.methods()) {
            methods.add(layout(target, method, fields, types));
        }
    }

    private static MethodLayout layout(
            Target target, AnnotatedMethod method, NameAllocator fields, NameAllocator types) {
        String prefix = method.prefix();
        String capital = Character.toUpperCase(prefix.charAt(0)) + prefix.substring(1);
        ClassName dispatcher = target.dispatcher();
        return new MethodLayout(
                target,
                method,
                Names.fresh(fields, Names.constant(prefix)),
                Names.fresh(fields, prefix),
                dispatcher.nestedClass(method.hasCallClass() ? Names.fresh(types, capital + "Task") : capital),
                dispatcher.nestedClass(method.hasArrayClass() ? Names.fresh(types, capital + "Array") : capital));
    }

    List<MethodLayout> methods() {
        return methods;
    }

    /** The nested class that keeps the wire formats. */
    ClassName formats() {
        return formats;
    }
}
