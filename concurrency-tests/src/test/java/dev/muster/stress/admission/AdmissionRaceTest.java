package dev.muster.stress.admission;

import static dev.muster.stress.Race.check;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.BlockingRequest;
import dev.muster.runtime.admission.Resources;
import dev.muster.runtime.admission.Retiring;
import dev.muster.runtime.admission.Units;
import dev.muster.stress.Race;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The races of locks and permits: granted once, given back once, nobody forgotten, never two where one may be. */
class AdmissionRaceTest {
    private static Units lock() {
        return Ask.admission().locks("lock").unkeyed();
    }

    private static Ask exclusive(Units lock) {
        return new Ask(lock, Units.ALL);
    }

    private static void giveUp(Ask waiter) {
        if (!waiter.giveUp(new MusterException("cancelled"))) {
            waiter.close();
        }
    }

    /** Whoever asks now gets the lock: nobody holds it and nobody waits. */
    private static void checkFree(Units lock) {
        Ask next = exclusive(lock);
        next.ask();
        check(1, next.outcome(), "one who comes later");
        next.close();
    }

    @Test
    @DisplayName("the last holder leaves while the first queues: it is granted")
    void lastHolderLeavesWhileFirstQueues() {
        Race.explore(() -> {
            Units lock = lock();
            Ask holder = exclusive(lock);
            Ask first = exclusive(lock);
            holder.ask();
            return new Race(holder, first)
                    .party(holder::close)
                    .party(first::ask)
                    .afterwards(() -> {
                        check(1, first.outcome(), "the first");
                        first.close();
                        checkFree(lock);
                    });
        });
    }

    @Test
    @DisplayName("the holder leaves while the first in line gives up: that one is told once, and the next is granted")
    void grantMeetsWithdrawal() {
        Race.explore(() -> {
            Units lock = lock();
            Ask holder = exclusive(lock);
            Ask waiter = exclusive(lock);
            Ask next = exclusive(lock);
            holder.ask();
            waiter.ask();
            next.ask();
            return new Race(holder, waiter, next)
                    .party(holder::close)
                    .party(() -> giveUp(waiter))
                    .afterwards(() -> {
                        check(waiter.outcome() == 1 || waiter.outcome() == 2, "the waiter: " + waiter.outcome());
                        check(1, next.outcome(), "the next");
                        next.close();
                        checkFree(lock);
                    });
        });
    }

    @Test
    @DisplayName("two ask for two locks, named in opposite orders: both go, one after the other")
    void crossedRequestsMeet() {
        Race.explore(() -> {
            Admission admission = Ask.admission();
            Units one = admission.locks("one").unkeyed();
            Units other = admission.locks("other").unkeyed();
            Ask first = exclusive(one);
            first.and(other, Units.ALL);
            Ask second = exclusive(other);
            second.and(one, Units.ALL);
            return new Race(first, second).party(first::ask).party(second::ask).afterwards(() -> {
                check(1, first.outcome() + second.outcome(), "granted at once");
                first.close();
                second.close();
                check(1, Math.max(first.outcome(), second.outcome()), "granted in the end");
                checkFree(one);
                checkFree(other);
            });
        });
    }

    @Test
    @DisplayName("a request for two locks gives up while a small one queues behind it at the lock that is free")
    void largeWithdrawsWhileSmallQueuesBehind() {
        Race.explore(() -> {
            Admission admission = Ask.admission();
            Units held = admission.locks("held").unkeyed();
            Units free = admission.locks("free").unkeyed();
            Ask holder = exclusive(held);
            Ask large = exclusive(held);
            large.and(free, Units.ALL);
            Ask small = exclusive(free);
            holder.ask();
            large.ask();
            return new Race(holder, large, small)
                    .party(() -> giveUp(large))
                    .party(small::ask)
                    .afterwards(() -> {
                        check(2, large.outcome(), "the large one");
                        check(1, small.outcome(), "the small one");
                    });
        });
    }

    @Test
    @DisplayName("two close one granted request at the same time: its permit comes back once")
    void closeMeetsClose() {
        Race.explore(() -> {
            Units permit = Ask.admission().permits("permit", 1).unkeyed();
            Ask holder = new Ask(permit, 1);
            holder.ask();
            return new Race(holder).party(holder::close).party(holder::close).afterwards(() -> {
                Ask next = new Ask(permit, 1);
                Ask tooMany = new Ask(permit, 1);
                next.ask();
                tooMany.ask();
                check(1, next.outcome(), "the next");
                check(0, tooMany.outcome(), "one too many");
            });
        });
    }

    @Test
    @DisplayName("a request is closed while it is submitted: in either order it holds nothing afterwards")
    void closeMeetsSubmit() {
        Race.explore(() -> {
            Units lock = lock();
            Ask asks = exclusive(lock);
            return new Race(asks).party(asks::ask).party(asks::close).afterwards(() -> checkFree(lock));
        });
    }

    @Test
    @DisplayName("two permits come back at once while one who needs both waits: it is granted")
    void twoReleasesMeetAtOneWhoNeedsBoth() {
        Race.explore(() -> {
            Units permits = Ask.admission().permits("permits", 2).unkeyed();
            Ask one = new Ask(permits, 1);
            Ask other = new Ask(permits, 1);
            Ask both = new Ask(permits, 2);
            one.ask();
            other.ask();
            both.ask();
            return new Race(one, other, both)
                    .party(one::close)
                    .party(other::close)
                    .afterwards(() -> check(1, both.outcome(), "the one who needs both"));
        });
    }

    @Test
    @DisplayName("a keyed node is retired between look-up and latch: nobody uses it, and the new one is the only one")
    void nodeRetiredBetweenLookupAndLatch() {
        Race.explore(() -> {
            Resources<Units> accounts = Ask.admission().locks("account");
            Units node = accounts.of("x");
            Ask first = exclusive(node);
            return new Race(first, accounts)
                    .party(() -> Retiring.retire(node))
                    .party(first::ask)
                    .afterwards(() -> {
                        Ask second = exclusive(accounts.of("x"));
                        second.ask();
                        check(1, first.outcome(), "the first");
                        check(0, second.outcome(), "the second, while the first holds the key");
                        first.close();
                        check(1, second.outcome(), "the second");
                    });
        });
    }

    @Test
    @DisplayName("a keyed node is retired while its holder leaves and another asks: one is replaced, none is lost")
    void nodeRetiredWhileItsHolderLeaves() {
        Race.explore(() -> {
            Resources<Units> accounts = Ask.admission().locks("account");
            Units node = accounts.of("x");
            Ask holder = exclusive(node);
            Ask next = exclusive(node);
            holder.ask();
            return new Race(holder, next, accounts)
                    .party(() -> {
                        holder.close();
                        Retiring.retire(node);
                    })
                    .party(next::ask)
                    .afterwards(() -> {
                        check(1, next.outcome(), "the next");
                        Ask last = exclusive(accounts.of("x"));
                        last.ask();
                        check(0, last.outcome(), "the last, while the next holds the key");
                    });
        });
    }

    // ---------------------------------------------------------------- threads that wait

    /** What the lock guards: not safe for two at once. */
    private static final class Guarded {
        int count;
        private boolean inside;

        void visit() {
            check(!inside, "two at once");
            inside = true;
            count++;
            inside = false;
        }
    }

    @Test
    @DisplayName("the holder leaves while a thread is about to wait: the thread goes on, and holds the lock")
    void grantMeetsParking() {
        Race.explore(() -> {
            Units lock = lock();
            Ask holder = exclusive(lock);
            BlockingRequest blocks = new BlockingRequest(new Ask.By(null), lock, Units.ALL);
            holder.ask();
            return new Race(holder, blocks)
                    .party(holder::close)
                    .party(blocks::acquireUninterruptibly)
                    .afterwards(() -> {
                        Ask next = exclusive(lock);
                        next.ask();
                        check(0, next.outcome(), "one who comes while the thread holds the lock");
                        blocks.close();
                        check(1, next.outcome(), "one who comes later");
                    });
        });
    }

    @Test
    @DisplayName(
            "a thread's limit passes while it is granted: it holds the lock, or the next does; never both or neither")
    void limitMeetsGrant() {
        Race.explore(() -> {
            Units lock = lock();
            Ask holder = exclusive(lock);
            Ask next = exclusive(lock);
            BlockingRequest limited = new BlockingRequest(new Ask.By(null), lock, Units.ALL);
            AtomicBoolean got = new AtomicBoolean();
            holder.ask();
            return new Race(holder, next, limited)
                    .party(() -> got.set(limited.tryAcquire(0)))
                    .party(holder::close)
                    .afterwards(() -> {
                        next.ask();
                        check(got.get() ? 0 : 1, next.outcome(), "the next, while the other's try was " + got);
                        limited.close();
                        check(1, next.outcome(), "the next, in the end");
                    });
        });
    }

    @Test
    @DisplayName(
            "an owner whose request kept for reuse has waited before asks again while another leaves: it waits for that one")
    void nextUseOfASpareMeetsRelease() {
        Race.explore(() -> {
            Units lock = lock();
            Ask.By owner = new Ask.By(null);
            Ask earlier = exclusive(lock);
            earlier.ask();
            BlockingRequest waited = BlockingRequest.of(owner, lock, Units.ALL);
            waited.submit();
            earlier.close();
            waited.close();
            Ask holder = exclusive(lock);
            holder.ask();
            AtomicBoolean leaving = new AtomicBoolean();
            return new Race(holder, waited, leaving)
                    .party(() -> {
                        leaving.set(true);
                        holder.close();
                    })
                    .party(() -> {
                        BlockingRequest again = BlockingRequest.of(owner, lock, Units.ALL);
                        again.acquireUninterruptibly();
                        check(leaving.get(), "granted while another holds the lock");
                        again.close();
                    })
                    .afterwards(() -> checkFree(lock));
        });
    }

    @Test
    @DisplayName("two owners lock with requests kept for reuse: never both at once, and both get through")
    void twoOwnersUseTheirSpares() {
        Race.explore(() -> {
            Units lock = lock();
            Guarded guarded = new Guarded();
            Race race = new Race(exclusive(lock), guarded);
            for (int party = 0; party < 2; party++) {
                Ask.By owner = new Ask.By(null);
                race.party(() -> {
                    BlockingRequest hold = BlockingRequest.of(owner, lock, Units.ALL);
                    hold.acquireUninterruptibly();
                    guarded.count++;
                    hold.close();
                });
            }
            return race.afterwards(() -> {
                check(2, guarded.count, "count");
                checkFree(lock);
            });
        });
    }

    // ---------------------------------------------------------------- what is idle is taken in one step

    /** A thread that asks again and again with one request, and so in one step where nobody is in the way. */
    private static Ask.By again(Units... used) {
        Ask.By owner = new Ask.By(null);
        for (Units units : used) {
            hold(owner, units).close();
        }
        return owner;
    }

    private static BlockingRequest hold(Ask.By owner, Units first, Units... others) {
        BlockingRequest request = BlockingRequest.of(owner, first, Units.ALL);
        for (Units other : others) {
            request.and(other, Units.ALL);
        }
        try {
            request.acquire();
        } catch (InterruptedException nobody) {
            throw new AssertionError(nobody);
        }
        return request;
    }

    @Test
    @DisplayName("two take an idle lock in one step: never both at once, and both get through")
    void twoTakeAnIdleLock() {
        Race.explore(() -> {
            Units lock = lock();
            Guarded guarded = new Guarded();
            Ask.By one = again(lock);
            Ask.By other = again(lock);
            return new Race(lock, guarded, hold(new Ask.By(null), lock()))
                    .party(() -> {
                        BlockingRequest hold = BlockingRequest.acquired(one, lock, Units.ALL);
                        guarded.visit();
                        hold.close();
                    })
                    .party(() -> {
                        BlockingRequest hold = hold(other, lock);
                        guarded.visit();
                        hold.close();
                    })
                    .afterwards(() -> {
                        check(2, guarded.count, "count");
                        checkFree(lock);
                    });
        });
    }

    @Test
    @DisplayName("who took an idle lock leaves while another queues: that one is granted, and nobody at once with it")
    void soleHolderLeavesWhileAnotherQueues() {
        Race.explore(() -> {
            Units lock = lock();
            BlockingRequest sole = hold(again(lock), lock);
            Ask next = exclusive(lock);
            Ask last = exclusive(lock);
            return new Race(sole, next, last)
                    .party(sole::close)
                    .party(next::ask)
                    .afterwards(() -> {
                        check(1, next.outcome(), "the next");
                        last.ask();
                        check(0, last.outcome(), "the last, while the next holds the lock");
                        next.close();
                        check(1, last.outcome(), "the last");
                    });
        });
    }

    @Test
    @DisplayName("who took an idle lock leaves while another looks at it and then asks: that one waits for it")
    void soleHolderLeavesWhileAnotherLooks() {
        Race.explore(() -> {
            Units lock = lock();
            BlockingRequest sole = hold(again(lock), lock);
            Ask.By next = again(lock());
            AtomicBoolean leaving = new AtomicBoolean();
            return new Race(sole, lock, next, leaving)
                    .party(() -> {
                        leaving.set(true);
                        sole.close();
                    })
                    .party(() -> {
                        check(0, lock.waiting(), "waiting");
                        BlockingRequest hold = hold(next, lock);
                        check(leaving.get(), "granted while another holds the lock");
                        hold.close();
                    })
                    .afterwards(() -> checkFree(lock));
        });
    }

    @Test
    @DisplayName("two close at the same time what took an idle lock: it comes back once")
    void closeMeetsCloseOfASoleHolder() {
        Race.explore(() -> {
            Units lock = lock();
            BlockingRequest sole = hold(new Ask.By(null), lock);
            return new Race(sole).party(sole::close).party(sole::close).afterwards(() -> {
                Ask next = exclusive(lock);
                Ask tooMany = exclusive(lock);
                next.ask();
                tooMany.ask();
                check(1, next.outcome(), "the next");
                check(0, tooMany.outcome(), "one too many");
            });
        });
    }

    @Test
    @DisplayName("a keyed node is retired while it is taken in one step: nobody uses it, or nobody retires it")
    void idleNodeRetiredWhileItIsTaken() {
        Race.explore(() -> {
            Resources<Units> accounts = Ask.admission().locks("account");
            Units node = accounts.of("x");
            Ask.By owner = again(node);
            BlockingRequest[] first = new BlockingRequest[1];
            return new Race(owner, node, accounts, first, hold(new Ask.By(null), lock()))
                    .party(() -> Retiring.retire(node))
                    .party(() -> first[0] = BlockingRequest.acquired(owner, node, Units.ALL))
                    .afterwards(() -> {
                        Ask second = exclusive(accounts.of("x"));
                        second.ask();
                        check(0, second.outcome(), "the second, while the first holds the key");
                        first[0].close();
                        check(1, second.outcome(), "the second");
                    });
        });
    }

    @Test
    @DisplayName(
            "two take two idle locks, named in opposite orders, in one step: never both at once, and both get through")
    void crossedPairsAreTakenInOneStep() {
        Race.explore(() -> {
            Admission admission = Ask.admission();
            Units left = admission.locks("left").unkeyed();
            Units right = admission.locks("right").unkeyed();
            Guarded guarded = new Guarded();
            Ask.By one = again(left, right);
            Ask.By other = again(left, right);
            return new Race(left, right, guarded, hold(new Ask.By(null), lock()))
                    .party(() -> {
                        BlockingRequest hold = hold(one, left, right);
                        guarded.visit();
                        hold.close();
                    })
                    .party(() -> {
                        BlockingRequest hold = hold(other, right, left);
                        guarded.visit();
                        hold.close();
                    })
                    .afterwards(() -> {
                        check(2, guarded.count, "count");
                        checkFree(left);
                        checkFree(right);
                    });
        });
    }

    @Test
    @DisplayName(
            "two idle locks are taken in one step while one of them is taken alone: both get through, one after the other")
    void pairMeetsOneOfThem() {
        Race.explore(() -> {
            Admission admission = Ask.admission();
            Units left = admission.locks("left").unkeyed();
            Units right = admission.locks("right").unkeyed();
            Guarded guarded = new Guarded();
            Ask.By both = again(left);
            Ask.By one = again(left);
            return new Race(left, right, guarded, hold(new Ask.By(null), lock()))
                    .party(() -> {
                        BlockingRequest pair = hold(both, left, right);
                        guarded.visit();
                        pair.close();
                    })
                    .party(() -> {
                        BlockingRequest single = hold(one, right);
                        guarded.visit();
                        single.close();
                    })
                    .afterwards(() -> {
                        check(2, guarded.count, "count");
                        checkFree(left);
                        checkFree(right);
                    });
        });
    }
}
