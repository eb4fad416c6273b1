package dev.muster.processor.model;

import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * On which terms the calls of a method run, as the annotations say it.
 *
 * @param needs what each call needs, in the order of the source
 * @param fires the events that a successful call sets
 * @param keys the marks of key parameters, in the order of the signature
 * @param condition the condition that calls await, if they do
 * @param limits the limits in time, if there is such an annotation
 * @param attempts how often a call may be run at most when its workers die, if that is said
 * @param policies the custom policies, outermost first, those of the type among them
 * @param misfits what their annotations say of the method and is not so
 */
public record WrittenTerms(
        List<Need> needs,
        List<Need> fires,
        List<KeyParameter> keys,
        Optional<Condition> condition,
        Optional<Limits> limits,
        Optional<Integer> attempts,
        List<Policy> policies,
        List<Misfit> misfits) {
    /** Copies the lists. */
    public WrittenTerms {
        needs = List.copyOf(needs);
        fires = List.copyOf(fires);
        keys = List.copyOf(keys);
        policies = List.copyOf(policies);
        misfits = List.copyOf(misfits);
    }

    /** All resources that the annotations name, events to set included. */
    public List<Need> resources() {
        return Stream.concat(needs.stream(), fires.stream()).toList();
    }

    /** The misfits of one kind. */
    public <M extends Misfit> Stream<M> misfits(Class<M> kind) {
        return misfits.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The names of the resources, each once; the empty name for permits that are the method's own. */
    public List<String> names() {
        return resources().stream().map(Need::name).distinct().toList();
    }

    /** The needs of one kind. */
    public <C extends Claim> List<C> claims(Class<C> kind) {
        return needs.stream()
                .map(Need::claim)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The name of the resource that a key belongs to, where that is clear. */
    private Optional<String> resourceOf(KeyParameter key) {
        List<String> names = names();
        if (!key.resource().isEmpty()) {
            return names.contains(key.resource()) ? Optional.of(key.resource()) : Optional.empty();
        }
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    /** Whether a resource exists once for each value of some parameter. */
    public boolean isKeyed(Need need) {
        return keysOf(need.claim()).length > 0;
    }

    /** The description of the method with these terms. What breaks a rule is left out. */
    public MethodSpec addTo(MethodSpec spec) {
        MethodSpec with = spec;
        if (!keys.isEmpty()) {
            with = with.keys(
                    keys.stream().map(KeyParameter::parameter).distinct().toArray(String[]::new));
        }
        with = with.claims(needs.stream().map(Need::claim).map(this::keyed).toArray(Claim[]::new))
                .fires(fires.stream().map(Need::claim).map(this::keyed).toArray(Claim.Event[]::new));
        if (condition.isPresent()) {
            with = with.condition(condition.get().name());
        }
        if (attempts.isPresent()) {
            with = with.attempts(attempts.get());
        }
        return limits.isPresent() ? limited(with, limits.get()) : with;
    }

    private Claim keyed(Claim claim) {
        String[] parameters = keysOf(claim);
        return parameters.length == 0 ? claim : claim.keyedBy(parameters);
    }

    private String[] keysOf(Claim claim) {
        return keys.stream()
                .filter(key -> resourceOf(key).equals(Optional.of(claim.name())))
                .map(KeyParameter::parameter)
                .distinct()
                .toArray(String[]::new);
    }

    private static MethodSpec limited(MethodSpec spec, Limits limits) {
        MethodSpec with = spec;
        if (Limits.fault(limits.run()).isEmpty()) {
            with = with.runLimit(limits.run());
        }
        return Limits.fault(limits.waiting()).isEmpty() ? with.waitLimit(limits.waiting()) : with;
    }
}
