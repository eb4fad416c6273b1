import dev.muster.Parallel;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Two annotations that stand for one. */
class CarriedTwice {
    @Parallel(workers = 1)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Slow {}

    @Parallel(workers = 9)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Fast {}

    @Slow
    @Fast // <-- MUSTER-608
    void work() {}
}
