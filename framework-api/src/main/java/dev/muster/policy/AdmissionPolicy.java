package dev.muster.policy;

/**
 * A policy that decides when a call may start: now, later, or not at all. A call that has to wait costs an object and no worker.
 *
 * <pre>{@code
 * public final class QuotaPolicy implements AdmissionPolicy {
 *     private final int most;
 *     private final Map<String, Integer> running = new HashMap<>();
 *
 *     public QuotaPolicy(int value) {
 *         most = value;
 *     }
 *
 *     public Decision mayStart(CallInfo call) {
 *         String tenant = call.argument("tenant", String.class);
 *         if (running.getOrDefault(tenant, 0) == most) {
 *             return Decision.later("a place of tenant " + tenant);
 *         }
 *         running.merge(tenant, 1, Integer::sum);
 *         return Decision.admit();
 *     }
 *
 *     public void ended(CallInfo call) {
 *         running.merge(call.argument("tenant", String.class), -1, Integer::sum);
 *     }
 * }
 * }</pre>
 *
 * <p><b>When.</b> A call is asked for after its events are set, and before it takes its locks and permits. Several policies of one
 * method are asked one after the other, in the order of the source, each once the one before has admitted the call.
 *
 * <p><b>Asked again.</b> Calls that wait are asked for again, in the order of their arrival, when an admitted call of this policy has
 * ended; when the policy says so through {@link #opened}; and after the time that {@link Decision#later(String,
 * java.time.Duration)} gives. Of the calls that wait for the same thing, by the text that they wait for, those behind one that still
 * has to wait are not asked for in that round: so none overtakes another, and a round is short however many wait.
 *
 * <p><b>Threads.</b> The methods of one object are called one at a time within one {@link dev.muster.Muster}, each seeing what the one
 * before wrote, so plain fields are enough. Which thread calls them varies. They must not block: other calls of this policy wait
 * meanwhile. No lock is held.
 *
 * <p><b>Waiting calls</b> can be cancelled, run out of the wait limit of {@link dev.muster.Timeout}, are closed with their {@link
 * dev.muster.Muster}, and {@link dev.muster.Task#explain()} says what they wait for. The search for deadlocks does not see what a policy
 * has in mind.
 */
public interface AdmissionPolicy {
    /**
     * Whether a call may start. Admitting a call is a promise to hear of its {@linkplain #ended end}, exactly once, whatever
     * happens in between.
     *
     * @throws Exception if the policy fails; the call is refused then, with that as the cause
     */
    Decision mayStart(CallInfo call) throws Exception;

    /**
     * A call that was admitted has ended: its body has really ended, or it never started because it was cancelled, refused or
     * ran out of time. It has given back what it held. What this throws is logged.
     */
    default void ended(CallInfo call) {}

    /**
     * A call that waited, after {@link Decision#later}, waits no more: it was cancelled, ran out of time or its runtime
     * closed. What this throws is logged.
     */
    default void gaveUp(CallInfo call) {}

    /**
     * Called once for each {@link dev.muster.Muster}, before anything else.
     *
     * @param askAgain has the waiting calls asked for again; to be run, by any thread, when something has changed that neither an end
     *     nor a given time tells. Returns at once or after a round of questions
     */
    default void opened(Runnable askAgain) {}
}
