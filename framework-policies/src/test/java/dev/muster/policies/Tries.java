package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.CallFailedException;
import dev.muster.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.assertj.core.api.Assertions;

/** Where the same method runs, and how its tries are counted. */
enum Tries {
    THREADS {
        @Override
        Callable<String> call(FlakyDispatcher flaky, Path file, int failures, String how) {
            return joined(flaky.onThread(file.toString(), failures, how));
        }
    },
    CORES {
        @Override
        Callable<String> call(FlakyDispatcher flaky, Path file, int failures, String how) {
            return joined(flaky.onCore(file.toString(), failures, how));
        }
    },
    PROCESSES {
        @Override
        Callable<String> call(FlakyDispatcher flaky, Path file, int failures, String how) {
            return joined(flaky.inProcess(file.toString(), failures, how));
        }
    },
    BLOCKING {
        @Override
        Callable<String> call(FlakyDispatcher flaky, Path file, int failures, String how) {
            return () -> flaky.blocking(file.toString(), failures, how);
        }
    };

    /** Starts a call; what is returned waits for its end, and throws what the body threw. */
    abstract Callable<String> call(FlakyDispatcher flaky, Path file, int failures, String how);

    static Callable<String> joined(Task<String> task) {
        return () -> {
            try {
                return task.join();
            } catch (CallFailedException failed) {
                throw failed.getCause() instanceof Exception cause ? cause : failed;
            }
        };
    }

    static Throwable failure(Callable<?> call) {
        Throwable thrown = Assertions.catchThrowable(call::call);
        assertThat(thrown).isNotNull();
        return thrown;
    }

    static long made(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
