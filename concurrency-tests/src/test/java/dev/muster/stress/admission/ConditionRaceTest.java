package dev.muster.stress.admission;

import static dev.muster.stress.Race.check;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Units;
import dev.muster.stress.Race;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The races of conditions: who must be asked again is asked again. */
class ConditionRaceTest {
    /** What the condition is about. */
    private static final class Shop {
        final Admission admission = Ask.admission();
        final Units lock = admission.locks("lock").unkeyed();
        volatile boolean open;

        Ask whenOpen() {
            return new Ask(new Ask.By(null), lock, Units.ALL, () -> open);
        }

        void openUnderLock() {
            Ask opener = new Ask(lock, Units.ALL);
            opener.ask();
            check(1, opener.outcome(), "the opener");
            open = true;
            opener.close();
        }
    }

    @Test
    @DisplayName("what a condition depends on changes, with a recheck, while it is asked and falls asleep")
    void recheckMeetsFallingAsleep() {
        Race.explore(() -> {
            Shop shop = new Shop();
            Ask customer = shop.whenOpen();
            return new Race(shop, customer)
                    .party(() -> {
                        shop.open = true;
                        shop.lock.recheck();
                    })
                    .party(customer::ask)
                    .afterwards(() -> check(1, customer.outcome(), "the customer"));
        });
    }

    @Test
    @DisplayName("the holder makes a condition true and leaves while one who needs it asks")
    void holderMakesItTrueWhileOneAsks() {
        Race.explore(() -> {
            Shop shop = new Shop();
            Ask holder = new Ask(shop.lock, Units.ALL);
            Ask customer = shop.whenOpen();
            holder.ask();
            return new Race(shop, holder, customer)
                    .party(() -> {
                        shop.open = true;
                        holder.close();
                    })
                    .party(customer::ask)
                    .afterwards(() -> check(1, customer.outcome(), "the customer"));
        });
    }

    @Test
    @DisplayName("a sleeper gives up while another makes its condition true: the next sleeper is asked")
    void sleeperWithdrawsWhileItIsWoken() {
        Race.explore(() -> {
            Shop shop = new Shop();
            Ask first = shop.whenOpen();
            Ask second = shop.whenOpen();
            first.ask();
            second.ask();
            return new Race(shop, first, second)
                    .party(shop::openUnderLock)
                    .party(() -> {
                        if (!first.giveUp(new MusterException("cancelled"))) {
                            first.close();
                        }
                    })
                    .afterwards(() -> {
                        check(first.outcome() == 1 || first.outcome() == 2, "the first: " + first.outcome());
                        check(1, second.outcome(), "the second");
                    });
        });
    }

    @Test
    @DisplayName("a request is closed while its condition is asked: what it took on trial goes to the next")
    void closeMeetsQuestion() {
        Race.explore(() -> {
            Shop shop = new Shop();
            shop.open = true;
            Ask customer = shop.whenOpen();
            Ask next = new Ask(shop.lock, Units.ALL);
            return new Race(shop, customer, next)
                    .party(customer::ask)
                    .party(() -> {
                        customer.close();
                        next.ask();
                    })
                    .afterwards(() -> check(1, next.outcome(), "the next"));
        });
    }
}
