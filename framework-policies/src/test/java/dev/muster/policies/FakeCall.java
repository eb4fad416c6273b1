package dev.muster.policies;

import dev.muster.Workers;
import dev.muster.policy.CallInfo;
import dev.muster.policy.ClaimedResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call by its name, and the value of its one parameter, {@code tenant}. */
record FakeCall(String callName, @Nullable Object tenant) implements CallInfo {
    @Override
    public String type() {
        return "Reports";
    }

    @Override
    public String method() {
        return "render";
    }

    @Override
    public String signature() {
        return "Reports.render(String)";
    }

    @Override
    public List<String> parameters() {
        return List.of("tenant");
    }

    @Override
    public @Nullable Object argument(String parameter) {
        return tenant;
    }

    @Override
    public <T> T argument(String parameter, Class<T> type) {
        return type.cast(tenant);
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public List<ClaimedResource> resources() {
        return List.of();
    }

    @Override
    public Optional<Workers> workers() {
        return Optional.empty();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}
