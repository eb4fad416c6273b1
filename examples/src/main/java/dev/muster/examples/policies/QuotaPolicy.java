package dev.muster.examples.policies;

import dev.muster.policy.AdmissionPolicy;
import dev.muster.policy.CallInfo;
import dev.muster.policy.Decision;
import java.util.HashMap;
import java.util.Map;

/** Enforces {@link PerTenant}. Its methods are called one at a time, so a plain map will do. */
public final class QuotaPolicy implements AdmissionPolicy {
    private final int most;
    private final Map<String, Integer> running = new HashMap<>();

    /** For so many calls of a tenant at once. */
    public QuotaPolicy(int value) {
        most = value;
    }

    @Override
    public Decision mayStart(CallInfo call) {
        String tenant = tenant(call);
        if (running.getOrDefault(tenant, 0) >= most) {
            return Decision.later("a place of tenant " + tenant);
        }
        running.merge(tenant, 1, Integer::sum);
        return Decision.admit();
    }

    @Override
    public void ended(CallInfo call) {
        running.computeIfPresent(tenant(call), (tenant, calls) -> calls == 1 ? null : calls - 1);
    }

    private static String tenant(CallInfo call) {
        return call.argument("tenant", String.class);
    }
}
