package dev.muster.behaviour.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.behaviour.LeavesNothingBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class BankTest {
    private static final int ACCOUNTS = 1_000;
    private static final int TRANSFERS = 50_000;
    private static final int THREADS = 8;

    @DisplayName("50,000 transfers between 1,000 accounts, as tasks and blocking, from 8 threads: no cent is lost")
    @Test
    void transfers() throws Exception {
        long seed = Figures.seed("bank");
        Bank bank = new Bank(ACCOUNTS, 1_000);
        try (Muster muster = Muster.open()) {
            BankDispatcher dispatcher = new BankDispatcher(bank, muster);
            Figures figures = Figures.start();
            Crew.of(THREADS, index -> transfer(dispatcher, new SplittableRandom(seed + index)))
                    .join();
            figures.print("transfers", TRANSFERS);
            assertThat(muster.explain()).doesNotContain("transfer");
            for (int account = 0; account < ACCOUNTS; account++) {
                assertThat(muster.lock("account", account).tryLock()).isTrue();
                muster.lock("account", account).unlock();
            }
        }
        assertThat(bank.total()).isEqualTo(ACCOUNTS * 1_000L);
    }

    private static void transfer(BankDispatcher bank, SplittableRandom random) {
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < TRANSFERS / THREADS; i++) {
            int from = random.nextInt(ACCOUNTS);
            int to = random.nextInt(ACCOUNTS);
            int cents = random.nextInt(500);
            if (random.nextBoolean()) {
                tasks.add(bank.transfer(from, to, cents));
            } else {
                bank.transferNow(from, to, cents);
            }
        }
        tasks.forEach(Task::join);
    }
}
