package dev.muster.policy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation a policy: its methods' calls are enforced by a class of the user's.
 *
 * <pre>{@code
 * @EnforcedBy(AuditPolicy.class)
 * @Retention(RetentionPolicy.CLASS)
 * @Target({ElementType.METHOD, ElementType.TYPE})
 * public @interface Audited {
 *     String value();
 *     int level() default 1;
 * }
 *
 * public final class AuditPolicy implements AroundPolicy {
 *     public AuditPolicy(String value, int level) { ... }    // the annotation's members, in order
 * }
 * }</pre>
 *
 * <p><b>Where.</b> On a method that goes through its dispatcher; on a type, where it means each of its methods that has an
 * annotation of Muster's; or on another annotation, which then stands for it and for whatever else it carries. Alone, without
 * {@link dev.muster.Parallel}, it gives a method a blocking dispatcher method, as the built-in primitives do. The annotation must
 * not have {@link RetentionPolicy#SOURCE}. It may be {@link java.lang.annotation.Repeatable}.
 *
 * <p><b>Order.</b> Several policies of one method nest in the order of the source, first written outermost. Those on the type are
 * outside those on the method.
 *
 * <p><b>Construction.</b> When a dispatcher is built, its generated code makes one policy object for each place where the
 * annotation is written: one for a method's, one that all methods share for a type's. It calls the constructor that takes the
 * annotation's members, in order: {@code new AuditPolicy("orders", 1)}. Primitives, strings, classes, enums and arrays of them can
 * be members; annotations cannot. A constructor that does not fit is a compile-time error at the annotation. A policy that needs
 * wiring is made by a provider instead, see {@link dev.muster.Muster.Builder#policy}, which then takes precedence; with {@link
 * #provided()} there need not be a constructor that fits.
 *
 * <p><b>Processes.</b> Policies work in the process whose dispatcher was called; the calls' bodies may run in another.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface EnforcedBy {
    /**
     * The policy: a class that implements either {@link AroundPolicy} or {@link AdmissionPolicy}, visible to the classes that
     * use the annotation.
     */
    Class<?> value();

    /**
     * Whether the policy always comes from {@link dev.muster.Muster.Builder#policy}. Then it may be abstract or an interface, and
     * building a dispatcher fails where no provider is registered.
     */
    boolean provided() default false;
}
