package cases;

import dev.muster.Parallel;

@interface AnnotationType {
    @Parallel
    int square(); // <-- MUSTER-104
}
