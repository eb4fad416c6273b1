package dev.muster.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParentProcessTest {
    @Test
    void isAliveAsLongAsItIs() throws Exception {
        Process process = new ProcessBuilder("sleep", "1000").start();
        ParentProcess parent = new ParentProcess(process.pid());
        try {
            assertThat(parent.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        assertThat(parent.isAlive()).isFalse();
    }

    @Test
    void oneThatWasGoneBeforeIsGone() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        assertThat(new ParentProcess(process.pid()).isAlive()).isFalse();
    }
}
