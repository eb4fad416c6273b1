package dev.muster.runtime;

import dev.muster.call.BoundMethod;
import dev.muster.call.CallMethod;
import dev.muster.call.CallRuntime;
import dev.muster.call.MethodPolicies;
import dev.muster.runtime.claims.ScopedResources;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A runtime as one new dispatcher sees it, with the resources that are the dispatcher's own. */
final class DispatcherRuntime implements CallRuntime {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final MusterRuntime runtime;
    private final ScopedResources resources;
    private final String name;

    DispatcherRuntime(MusterRuntime runtime) {
        this.runtime = runtime;
        this.resources = new ScopedResources(runtime.admission());
        this.name = "dispatcher " + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet() + " ";
    }

    @Override
    public BoundMethod bind(CallMethod method, @Nullable Object target) {
        return runtime.bind(method, target, null, null, resources, name);
    }

    @Override
    public BoundMethod bind(CallMethod method, @Nullable Object target, BooleanSupplier condition) {
        return runtime.bind(method, target, condition, null, resources, name);
    }

    @Override
    public BoundMethod bind(
            CallMethod method, @Nullable Object target, @Nullable BooleanSupplier condition, MethodPolicies policies) {
        return runtime.bind(method, target, condition, policies, resources, name);
    }

    @Override
    public <P> P policy(String annotation, Class<P> type, @Nullable Supplier<? extends P> maker, Object... members) {
        return runtime.providers().policy(annotation, type, maker, members);
    }
}
