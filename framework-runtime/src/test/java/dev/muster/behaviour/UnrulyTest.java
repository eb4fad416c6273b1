package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.CallFailedException;
import dev.muster.Muster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A throwable whose own methods fail is its call's failure, not its child's or the channel's. */
@Timeout(120)
class UnrulyTest {
    private static final Muster MUSTER = Muster.open();
    private static final UnrulyDispatcher UNRULY = new UnrulyDispatcher(new Unruly(), MUSTER);

    @AfterAll
    static void close() {
        MUSTER.close();
    }

    @ParameterizedTest
    @EnumSource
    void failsItsCallAlone(Unruly.Fault fault) {
        long pid = UNRULY.pid().join();

        Throwable failure = catchThrowable(UNRULY.fail(fault)::join);
        Throwable outside = catchThrowable(UNRULY.failInside(fault)::join);

        assertThat(failure.getClass()).isEqualTo(CallFailedException.class);
        assertThat(outside.getClass()).isEqualTo(CallFailedException.class);
        assertThat(outside.getCause().toString()).contains("outside");
        assertThat(UNRULY.pid().join()).isEqualTo(pid);
    }
}
