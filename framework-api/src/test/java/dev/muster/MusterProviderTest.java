package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** There is no runtime on the class path of these tests. */
class MusterProviderTest {
    @DisplayName("without a runtime, opening a Muster says so and what to add, the second time as the first")
    @RepeatedTest(2)
    void missing() {
        assertThatThrownBy(Muster::open)
                .isExactlyInstanceOf(MusterException.class)
                .hasMessageContaining("muster-runtime");
        assertThatThrownBy(Muster::shared).isExactlyInstanceOf(MusterException.class);
    }

    @DisplayName("without a runtime, a method that is called plainly has no call context, as anywhere else")
    @Test
    void noContext() {
        assertThat(CallContext.find()).isEmpty();
        assertThatThrownBy(CallContext::current).isInstanceOf(IllegalStateException.class);
    }
}
