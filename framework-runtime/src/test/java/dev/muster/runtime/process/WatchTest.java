package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WatchTest {
    @Test
    @DisplayName("what could not be planned, because no thread could be started, is not taken for planned ever after")
    void noThread() throws Exception {
        AtomicBoolean canStart = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Watch watch = new Watch(task -> {
            if (!canStart.get()) {
                throw new OutOfMemoryError("unable to create native thread, on purpose");
            }
            return new Thread(task);
        });
        try {
            Watch.Round round = watch.round(done::countDown);
            assertThat(round.after(0)).isFalse();
            assertThat(round.after(0)).isFalse();
            canStart.set(true);
            assertThat(round.after(0)).isTrue();
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            watch.close();
        }
    }
}
