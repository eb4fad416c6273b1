package dev.muster.processor.check;

import com.palantir.javapoet.TypeName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Component;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Shape;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Arguments and results of a method that runs in child processes must be able to get there and back. */
final class TypesCross implements TogetherRule {
    private static final int CODE = 301;

    @Override
    public List<Finding> check(Target target) {
        List<Finding> findings = new ArrayList<>();
        target.methods().stream().filter(AnnotatedMethod::isRemote).forEach(method -> {
            for (Parameter parameter : method.parameters()) {
                new Walk(target)
                        .obstacle(parameter.shape(), "")
                        .map(obstacle -> parameter(method, parameter, obstacle))
                        .ifPresent(findings::add);
            }
            new Walk(target)
                    .obstacle(method.result().shape(), "")
                    .map(obstacle -> result(method, obstacle))
                    .ifPresent(findings::add);
        });
        return findings;
    }

    private static Finding parameter(AnnotatedMethod method, Parameter parameter, Obstacle obstacle) {
        return new Finding(
                CODE,
                "Parameter '" + parameter.name() + "' of " + method + " cannot cross to a child process: " + obstacle
                        + ".",
                wayOut(obstacle),
                parameter.place());
    }

    private static Finding result(AnnotatedMethod method, Obstacle obstacle) {
        return new Finding(
                CODE,
                "The result of " + method + " cannot come back from a child process: " + obstacle + ".",
                wayOut(obstacle),
                method.place());
    }

    private static String wayOut(Obstacle obstacle) {
        return obstacle.at().wayOut() + ", or run the method on THREADS or CORES.";
    }

    /**
     * What cannot cross.
     *
     * @param path the record components that lead there, such as {@code .customer.address}
     */
    private record Obstacle(Shape.Impossible at, String path) {
        @Override
        public String toString() {
            String type = SimpleNames.of(at.type());
            return path.isEmpty()
                    ? type + " " + at.reason()
                    : "'" + path.substring(1) + "' is of type " + type + ", which " + at.reason();
        }
    }

    /** Looks through a shape and the records in it, each once. */
    private static final class Walk {
        private final Target target;
        private final Set<TypeName> seen = new HashSet<>();

        Walk(Target target) {
            this.target = target;
        }

        Optional<Obstacle> obstacle(Shape shape, String path) {
            if (shape instanceof Shape.Impossible impossible) {
                return Optional.of(new Obstacle(impossible, path));
            }
            if (shape instanceof Shape.RecordOf && seen.add(shape.type())) {
                return components(target.records().getOrDefault(shape.type(), List.of()), path);
            }
            return shape.parts().stream()
                    .flatMap(part -> obstacle(part, path).stream())
                    .findFirst();
        }

        private Optional<Obstacle> components(List<Component> components, String path) {
            return components.stream()
                    .flatMap(part -> obstacle(part.shape(), path + "." + part.name()).stream())
                    .findFirst();
        }
    }
}
