package dev.muster.runtime.policies;

import dev.muster.Mode;
import dev.muster.Workers;
import dev.muster.call.MethodPolicies;
import dev.muster.call.PolicedCall;
import dev.muster.policy.CallInfo;
import dev.muster.policy.ClaimedResource;
import dev.muster.policy.ClaimedResource.Kind;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import dev.muster.spec.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call as its policies know it.
 *
 * @param call the call
 * @param spec what its method's annotations say
 * @param policies the method's policies, with the names of its parameters
 */
public record KnownCall(PolicedCall<?> call, MethodSpec spec, MethodPolicies policies) implements CallInfo {
    @Override
    public String callName() {
        return call.name();
    }

    @Override
    public String type() {
        return spec.type();
    }

    @Override
    public String method() {
        return spec.signature().substring(0, spec.signature().indexOf('('));
    }

    @Override
    public String signature() {
        return spec.toString();
    }

    @Override
    public List<String> parameters() {
        return policies.parameters();
    }

    @Override
    public @Nullable Object argument(String parameter) {
        int index = parameters().indexOf(Objects.requireNonNull(parameter, "parameter"));
        if (index < 0) {
            throw new IllegalArgumentException(
                    spec + " has no parameter '" + parameter + "'" + instead(parameter) + ".");
        }
        return call.argument(index);
    }

    private String instead(String parameter) {
        return parameters().isEmpty()
                ? " or any other"
                : Nearest.to(parameter, parameters())
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("; it has " + String.join(", ", parameters()));
    }

    @Override
    public <T> T argument(String parameter, Class<T> type) {
        Object value = argument(parameter);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("parameter '" + parameter + "' of " + call.name() + " is "
                    + (value == null ? "null" : "a " + value.getClass().getName()) + ", not a " + type.getName());
        }
        return type.cast(value);
    }

    @Override
    public int attempt() {
        return call.attempt();
    }

    @Override
    public List<ClaimedResource> resources() {
        return spec.terms().claims().stream().map(this::resource).toList();
    }

    private ClaimedResource resource(Claim claim) {
        List<Object> keys = new ArrayList<>();
        for (String key : claim.keys()) {
            Object value = call.key(spec.terms().keys().indexOf(key));
            if (value != null) {
                keys.add(value);
            }
        }
        String name = claim.name().isEmpty() ? spec.name() : claim.name();
        return new ClaimedResource(kind(claim), name, keys);
    }

    private static Kind kind(Claim claim) {
        if (claim instanceof Claim.Lock lock) {
            return lock.mode() == Mode.SHARED ? Kind.SHARED_LOCK : Kind.LOCK;
        }
        if (claim instanceof Claim.Permits) {
            return Kind.PERMITS;
        }
        return claim instanceof Claim.Event ? Kind.EVENT : Kind.BARRIER;
    }

    @Override
    public Optional<Workers> workers() {
        return spec.isBlocking() ? Optional.empty() : Optional.of(spec.on());
    }

    @Override
    public boolean isCancelled() {
        return call.shouldLeave();
    }

    @Override
    public String toString() {
        return call.name();
    }
}
