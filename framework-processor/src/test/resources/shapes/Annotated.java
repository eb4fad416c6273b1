// -Xlint:-processing: nobody claims Marked
package shapes;

import dev.muster.Parallel;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;

class Annotated<@Annotated.Marked T extends @Annotated.Marked Object> {
    @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
    @interface Marked {}

    @Parallel
    @Marked String one(@Marked String x) {
        return x;
    }

    @Parallel
    <V extends @Marked Comparable<@Marked V>> Map.@Marked Entry<@Marked V, @Marked ? extends @Marked T> several(
            @Marked int @Marked [] @Marked [] a, List<@Marked String> b, @Marked String @Marked ... c) {
        return null;
    }
}
