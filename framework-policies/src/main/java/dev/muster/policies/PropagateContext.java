package dev.muster.policies;

import dev.muster.policy.EnforcedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The body sees the thread locals of who started the call: logging context, the current trace, the user who is logged in.
 *
 * <pre>{@code
 * ContextRegistry.getInstance()
 *         .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor())           // MDC
 *         .registerThreadLocalAccessor("tenant", Tenant.CURRENT);                // a ThreadLocal
 *
 * @Parallel
 * @PropagateContext
 * Report render(Order order) { … }
 * }</pre>
 *
 * <p>Which thread locals there are is said to Micrometer's {@link io.micrometer.context.ContextRegistry}; tracing libraries that
 * know it register theirs there. They are captured when the call is started, on that thread, and for a fan-out once, when that is
 * started. They are set around the policies that stand after this annotation and around the body, in each try; afterwards the
 * worker's thread has what it had before. A thread local that was not set there is not set here. Calls that the body starts see
 * the same, if they are annotated too.
 *
 * <p>Values are handed over, not copied: what can be changed is shared by threads.
 *
 * <p><b>Child processes</b> do not get them: the policies of a call see them in the parent, its body does not. What the body needs there
 * has to be an argument.
 */
@EnforcedBy(PropagateContextPolicy.class)
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface PropagateContext {
    /** The keys of what is carried, as they were registered; empty for everything. */
    String[] value() default {};
}
