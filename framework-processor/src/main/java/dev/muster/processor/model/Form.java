package dev.muster.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;

/** The shapes in which a dispatcher offers a method; each has a writer of its own. */
public enum Form {
    /** A call on its caller's thread, as the user wrote it: {@code m(A a, B b)}. Then there is no other form. */
    BLOCKING("") {
        @Override
        public boolean fits(AnnotatedMethod method) {
            return method.isBlocking();
        }
    },

    /** One call: {@code m(A a, B b)}. */
    ONE(""),

    /** A call for each input, in flight together: {@code mAll(inputs)}. */
    ALL("All") {
        @Override
        public List<Signature> signatures(AnnotatedMethod method) {
            return bothWays(nameFor(method), method.parameters().isEmpty() ? TypeName.INT : COLLECTION);
        }
    },

    /** A call for each input, as results are wanted: {@code mStream(inputs)}. */
    STREAM("Stream") {
        @Override
        public boolean fits(AnnotatedMethod method) {
            return !method.isBlocking() && !method.parameters().isEmpty();
        }

        @Override
        public List<Signature> signatures(AnnotatedMethod method) {
            List<Signature> both = new ArrayList<>(bothWays(nameFor(method), ITERATOR));
            both.addAll(bothWays(nameFor(method), JAVA_STREAM));
            return both;
        }
    },

    /** A call for each element of a primitive array: {@code mArray(inputs)}. */
    ARRAY("Array") {
        @Override
        public boolean fits(AnnotatedMethod method) {
            return !method.isBlocking()
                    && method.parameters().size() == 1
                    && method.parameters().get(0).type().isPrimitive()
                    && method.result().kind() == Result.Kind.VALUE
                    && method.result().type().isPrimitive();
        }

        @Override
        public List<Signature> signatures(AnnotatedMethod method) {
            TypeName inputs = ArrayTypeName.of(method.parameters().get(0).type());
            return List.of(new Signature(nameFor(method), List.of(inputs)));
        }
    };

    private static final ClassName COLLECTION = ClassName.get("java.util", "Collection");
    private static final ClassName ITERATOR = ClassName.get("java.util", "Iterator");
    private static final ClassName JAVA_STREAM = ClassName.get("java.util.stream", "Stream");
    private static final ClassName FAN_OUT = ClassName.get("dev.muster", "FanOut");

    private final String suffix;

    Form(String suffix) {
        this.suffix = suffix;
    }

    /** What a method is called in this form. */
    public String nameFor(AnnotatedMethod method) {
        return method.prefix() + suffix;
    }

    /** Whether the method is offered in this form. */
    public boolean fits(AnnotatedMethod method) {
        return !method.isBlocking();
    }

    /** The signatures that the form takes up in the dispatcher. */
    public List<Signature> signatures(AnnotatedMethod method) {
        return List.of(new Signature(nameFor(method), method.erasures()));
    }

    private static List<Signature> bothWays(String name, TypeName inputs) {
        return List.of(new Signature(name, List.of(inputs)), new Signature(name, List.of(inputs, FAN_OUT)));
    }
}
