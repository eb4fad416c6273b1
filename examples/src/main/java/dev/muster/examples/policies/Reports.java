package dev.muster.examples.policies;

import dev.muster.Parallel;
import java.util.concurrent.Callable;

/** Reports for tenants, under policies. What a report is made of is a job of the caller's. */
public class Reports {
    /** Written into the audit log. */
    @Parallel
    @Audited("reports")
    public String render(String tenant, Callable<String> job) throws Exception {
        return job.call();
    }

    /** Two at once for each tenant. */
    @Parallel
    @PerTenant(2)
    public String export(String tenant, Callable<String> job) throws Exception {
        return job.call();
    }

    /** While the heap has room. */
    @Parallel
    @NeedsHeap(mostUsed = 70)
    public String load(Callable<String> job) throws Exception {
        return job.call();
    }

    /** Audited, and reported when slow; on its caller's thread. */
    @Watched(value = "prints", slowMillis = 0)
    public String print(String tenant, Callable<String> job) throws Exception {
        return job.call();
    }

    /** All that a job for a tenant is. */
    @TenantJob
    public String nightly(String tenant, Callable<String> job) throws Exception {
        return job.call();
    }
}
