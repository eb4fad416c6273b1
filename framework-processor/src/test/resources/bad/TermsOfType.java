import dev.muster.Guarded;
import dev.muster.Parallel;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A lock on a type. */
@TermsOfType.Safe // <-- MUSTER-610
class TermsOfType {
    @Guarded("books")
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface Safe {}

    @Parallel
    void work() {}
}
