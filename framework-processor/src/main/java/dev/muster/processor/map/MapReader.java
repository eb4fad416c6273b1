package dev.muster.processor.map;

import dev.muster.At;
import dev.muster.Mode;
import dev.muster.Scope;
import dev.muster.Workers;
import dev.muster.processor.map.Edge.Direction;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Policy;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds out who uses what. */
final class MapReader {
    private final List<Target> targets;
    private final Map<String, Integer> poolSizes = new HashMap<>();
    private final SortedMap<Resource, Resource> resources = new TreeMap<>();

    MapReader(List<Target> targets) {
        this.targets = targets;
    }

    List<MappedMethod> read() {
        List<MappedMethod> methods = new ArrayList<>();
        for (Target target : targets) {
            target.methods()
                    .forEach(method ->
                            poolSizes.merge(method.spec().pool(), method.spec().workers(), Math::max));
        }
        for (Target target : targets) {
            target.methods().forEach(method -> methods.add(method(target, method)));
        }
        return methods;
    }

    private MappedMethod method(Target target, AnnotatedMethod method) {
        String type = SimpleNames.of(target.type());
        return new MappedMethod(
                type,
                method.spec().signature(),
                place(method.spec()),
                method.terms()
                        .limits()
                        .map(limits -> String.join(", ", limits.texts()))
                        .orElse(""),
                edges(type, method));
    }

    private static String place(MethodSpec spec) {
        if (spec.isBlocking()) {
            return "on its caller's thread";
        }
        String at = spec.on() == Workers.PROCESSES ? "in " : "on ";
        return spec.pool().isEmpty() && spec.workers() > 0
                ? at + workers(spec.on(), spec.workers()) + " of its own"
                : at + workers(spec.on(), 0);
    }

    private static String workers(Workers kind, int number) {
        String one = switch (kind) {
            case THREADS -> "thread";
            case CORES -> "core";
            case PROCESSES -> "child process";
        };
        String many = kind == Workers.PROCESSES ? one + "es" : one + "s";
        return number == 0 ? many : number + " " + (number == 1 ? one : many);
    }

    private List<Edge> edges(String type, AnnotatedMethod method) {
        MethodSpec spec = method.spec();
        List<Edge> edges = new ArrayList<>();
        if (!spec.pool().isEmpty()) {
            edges.add(new Edge(pool(spec), "runs in", "", Direction.NONE));
        }
        spec.terms().claims().forEach(claim -> edges.add(claimed(type, spec, claim)));
        if (!spec.terms().condition().isEmpty()) {
            Resource condition = shared(Kind.CONDITION, spec.terms().condition() + "()", type, "");
            edges.add(new Edge(condition, "awaits", "", Direction.TO_METHOD));
        }
        spec.terms()
                .fires()
                .forEach(event -> edges.add(new Edge(event(event), "sets", keys(event), Direction.TO_RESOURCE)));
        method.terms().policies().forEach(policy -> edges.add(policy(policy)));
        return edges;
    }

    private Edge policy(Policy policy) {
        Resource resource = shared(Kind.POLICY, policy.toString(), "", SimpleNames.of(policy.type()));
        return new Edge(resource, policy.isAdmission() ? "starts when allowed by" : "runs within", "", Direction.NONE);
    }

    private Resource pool(MethodSpec spec) {
        return shared(Kind.POOL, spec.pool(), "", workers(spec.on(), poolSizes.getOrDefault(spec.pool(), 0)));
    }

    private Edge claimed(String type, MethodSpec spec, Claim claim) {
        if (claim instanceof Claim.Lock lock) {
            String way = lock.mode() == Mode.SHARED ? "shares" : "holds";
            return new Edge(lock(type, lock), way, keys(lock), Direction.NONE);
        }
        if (claim instanceof Claim.Permits permits) {
            return new Edge(
                    permits(type, spec, permits), "takes " + permits.take() + " of", keys(permits), Direction.NONE);
        }
        if (claim instanceof Claim.Barrier barrier) {
            String way = barrier.at() == At.ENTRY ? "starts together at" : "ends together at";
            return new Edge(barrier(barrier), way, keys(barrier), Direction.NONE);
        }
        return new Edge(event(claim), "awaits", keys(claim), Direction.TO_METHOD);
    }

    private Resource lock(String type, Claim.Lock lock) {
        return shared(Kind.LOCK, lock.name(), owner(type, lock.scope()), eachKey(lock));
    }

    private Resource permits(String type, MethodSpec spec, Claim.Permits permits) {
        String number = permits.permits() + (permits.keys().isEmpty() ? "" : " for each key");
        return permits.name().isEmpty()
                ? shared(Kind.PERMITS, spec.name(), type, number)
                : shared(Kind.PERMITS, permits.name(), owner(type, permits.scope()), number);
    }

    private Resource barrier(Claim.Barrier barrier) {
        String parties = barrier.parties() == 0 ? "all calls of a fan-out" : barrier.parties() + " parties";
        return shared(Kind.BARRIER, barrier.name(), "", parties);
    }

    private Resource event(Claim event) {
        return shared(Kind.EVENT, event.name(), "", eachKey(event));
    }

    private static String eachKey(Claim claim) {
        return claim.keys().isEmpty() ? "" : "one for each key";
    }

    private static String owner(String type, Scope scope) {
        return scope == Scope.INSTANCE ? "each " + type : "";
    }

    private static String keys(Claim claim) {
        return claim.keys().isEmpty() ? "" : " by " + String.join(", ", claim.keys());
    }

    /** The resource as the first method that uses it describes it. */
    private Resource shared(Kind kind, String name, String owner, String detail) {
        Resource resource = new Resource(kind, name, owner, detail);
        return resources.computeIfAbsent(resource, first -> first);
    }
}
