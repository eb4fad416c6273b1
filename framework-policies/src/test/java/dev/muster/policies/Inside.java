package dev.muster.policies;

import dev.muster.CallContext;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.nio.file.Path;

/** Has a child process make calls that have policies. */
class Inside {
    @Parallel(on = Workers.PROCESSES, workers = 1)
    String run(PolicedCalls which, Path folder) throws Exception {
        return which.run(CallContext.current().muster(), folder);
    }
}
