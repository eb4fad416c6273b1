package dev.muster.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.DeadlockException;
import dev.muster.MusterException;
import dev.muster.runtime.admission.Probe.TestOwner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interleavings, each set up step by step on one thread: the core does everything in the thread that causes it. */
class InterleavingTest {
    private final Admission admission = Fixtures.admission();
    private final Units a = admission.locks("a").unkeyed();
    private final Units b = admission.locks("b").unkeyed();

    @AfterEach
    void nothingIsLeft() {
        assertThat(a.isIdle()).as("%s", a).isTrue();
        assertThat(b.isIdle()).as("%s", b).isTrue();
        admission.close();
    }

    private static Probe ask(String name, Resource resource, int take) {
        return new Probe(name, resource, take).ask();
    }

    private static Probe both(String name, Units first, Units second) {
        Probe probe = new Probe(name, first, Units.ALL);
        probe.and(second, Units.ALL);
        return probe.ask();
    }

    private void joined(Owner owner) {
        if (owner.awaits() instanceof Join join) {
            admission.joined(owner, join);
        }
    }

    @Test
    @DisplayName(
            "a large request waits in two queues; a small one behind it does not overtake; a free resource stays reserved")
    void smallDoesNotOvertakeLarge() {
        Probe holder = ask("holder", a, Units.ALL);
        Probe large = both("large", a, b);
        Probe small = ask("small", b, Units.ALL);
        assertThat(small.holds()).isFalse();
        holder.close();
        assertThat(large.holds()).isTrue();
        assertThat(small.holds()).isFalse();
        large.close();
        assertThat(small.holds()).isTrue();
        small.close();
    }

    @Test
    @DisplayName("RWL-01 RWL-02: readers behind a waiting writer go in one batch after it")
    void readersGoInABatchAfterTheWriter() {
        Probe reader = ask("r0", a, 1);
        Probe writer = ask("w", a, Units.ALL);
        Probe first = ask("r1", a, 1);
        Probe second = ask("r2", a, 1);
        assertThat(List.of(writer.holds(), first.holds(), second.holds())).containsOnly(false);
        reader.close();
        assertThat(List.of(writer.holds(), first.holds(), second.holds())).containsExactly(true, false, false);
        writer.close();
        assertThat(List.of(first.holds(), second.holds())).containsOnly(true);
        first.close();
        second.close();
    }

    @Test
    @DisplayName("the first in line gives up: those behind go on at once")
    void cancelOfTheFirstLetsTheSecondGo() {
        Probe reader = ask("r0", a, 1);
        Probe writer = ask("w", a, Units.ALL);
        Probe second = ask("r1", a, 1);
        assertThat(writer.giveUp(new MusterException("enough"))).isTrue();
        assertThat(second.holds()).isTrue();
        assertThat(writer.failed).isEqualTo(1);
        assertThat(writer.giveUp(new MusterException("again"))).isFalse();
        reader.close();
        second.close();
    }

    @Test
    @DisplayName("cancel at the instant of the grant: closed inside granted(), given back once, the next goes")
    void cancelAtGrant() {
        Probe holder = ask("holder", a, Units.ALL);
        Probe cancelled = new Probe("cancelled", a, Units.ALL);
        cancelled.onGranted = cancelled::close;
        cancelled.ask();
        Probe next = ask("next", a, Units.ALL);
        holder.close();
        assertThat(cancelled.granted).isEqualTo(1);
        assertThat(next.holds()).isTrue();
        cancelled.close();
        Probe last = ask("last", a, Units.ALL);
        assertThat(last.holds()).isFalse();
        next.close();
        assertThat(last.holds()).isTrue();
        last.close();
    }

    @Test
    @DisplayName("closed before it is submitted: nothing is asked, nobody is told")
    void closeBeforeSubmit() {
        Probe probe = new Probe("early", a, Units.ALL);
        probe.close();
        assertThat(probe.submit()).isFalse();
        assertThat(probe.granted + probe.failed).isZero();
    }

    @Test
    @DisplayName("a million waiters that give back inside granted() do not deepen the stack")
    void chainOfGrantsIsFlat() {
        Probe holder = ask("holder", a, Units.ALL);
        AtomicInteger granted = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            Probe probe = new Probe("w" + i, a, Units.ALL);
            probe.onGranted = () -> {
                granted.incrementAndGet();
                probe.close();
            };
            probe.ask();
        }
        holder.close();
        assertThat(granted.get()).isEqualTo(100_000);
    }

    @Test
    @DisplayName("nor do waiters on a condition that is asked anew for each, and holds")
    void chainOfConditionsIsFlat() {
        Probe holder = ask("holder", a, Units.ALL);
        AtomicInteger granted = new AtomicInteger();
        BooleanSupplier condition = () -> true;
        for (int i = 0; i < 20_000; i++) {
            Probe probe = new Probe(new TestOwner("w" + i, null), a, Units.ALL, condition);
            probe.onGranted = () -> {
                granted.incrementAndGet();
                probe.close();
            };
            probe.ask();
        }
        holder.close();
        assertThat(granted.get()).isEqualTo(20_000);
    }

    /** The wait of the parent for its children, all of them. */
    private static Join joinOf(TestOwner parent, List<Probe> children) {
        return new Join() {
            @Override
            protected boolean covers(Owner child) {
                return child instanceof TestOwner owner && owner.parent() == parent;
            }

            @Override
            protected void unfinished(Consumer<? super Owner> action) {
                children.forEach(child -> action.accept(child.by));
            }

            @Override
            public boolean giveUp(MusterException reason) {
                return false;
            }
        };
    }

    /** Has a parent join so many children that wait for a resource, and looks for deadlocks. */
    private void lookAtLine(int length, Resource resource, int take) {
        TestOwner parent = new TestOwner("parent", null);
        List<Probe> children = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            children.add(new Probe(new TestOwner("child-" + i, parent), resource, take, null).ask());
        }
        Join join = joinOf(parent, children);
        admission.joining(parent, join);
        admission.deadlocks().look();
        admission.joined(parent, join);
        assertThat(children).allMatch(child -> child.failed == 0);
        children.forEach(Request::close);
    }

    @Test
    @Timeout(30)
    @DisplayName("a long line that somebody joins is looked through in one go, not once for each in it")
    void longLine() {
        Probe holder = ask("holder", a, Units.ALL);
        lookAtLine(30_000, a, Units.ALL);
        holder.close();
    }

    @Test
    @Timeout(30)
    @DisplayName("a long line behind many holders is looked through without noting all of them for each in it")
    void longLineBehindMany() {
        Units many = admission.permits("many", 5_000).unkeyed();
        List<Probe> holders = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            holders.add(ask("holder-" + i, many, 1));
        }
        lookAtLine(30_000, many, 1);
        holders.forEach(Request::close);
    }

    @Test
    @DisplayName(
            "a holder that wants more permits than there are waits for surplus ones, and the search for rings goes on")
    void morePermitsThanThereAre() {
        Units few = admission.permits("few", 3).unkeyed();
        TestOwner owner = new TestOwner("owner", null);
        Probe held = new Probe(owner, a, Units.ALL, null).ask();
        Probe wants = new Probe(owner, few, 5, null).ask();
        admission.deadlocks().look();
        assertThat(wants.failed + wants.granted).isZero();
        admission.semaphore("few", 3).release(2);
        assertThat(wants.holds()).isTrue();
        wants.close();
        held.close();
    }

    @Test
    @DisplayName("no thread can be had to look for rings: who waits keeps its place, and the next tries again")
    void noThreadToWatch() {
        AtomicInteger asked = new AtomicInteger();
        Deadlocks deadlocks = new Deadlocks(watch -> new Thread(watch, "muster-deadlocks") {
            @Override
            public synchronized void start() {
                if (asked.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        });
        deadlocks.suspect(new TestOwner("first", null));
        deadlocks.suspect(new TestOwner("second", null));
        deadlocks.suspect(new TestOwner("third", null));
        assertThat(asked.get()).isEqualTo(2);
        deadlocks.close();
    }

    @Test
    @DisplayName("two equal keys of one request are one claim")
    void equalKeysAreOneClaim() {
        Resources<Units> accounts = admission.locks("account");
        Probe probe = new Probe("transfer", accounts.of("x"), Units.ALL);
        probe.and(accounts.of("x"), Units.ALL).and(accounts.of("y"), 1).and(accounts.of("y"), Units.ALL);
        probe.ask();
        assertThat(ask("other", accounts.of("y"), 1).holds()).isFalse();
        probe.close();
        assertThat(accounts.of("x").isIdle()).isTrue();
    }

    @Test
    @DisplayName(
            "a keyed resource is retired between look-up and submission: the request finds the one that took its place")
    void retiredBetweenLookUpAndSubmission() {
        Resources<Units> accounts = admission.locks("account");
        Units stale = accounts.of("x");
        Units other = accounts.of("y");
        assertThat(stale.retire()).isTrue();
        Probe late = new Probe("late", stale, Units.ALL);
        late.and(other, Units.ALL).and(accounts.of("z"), 1);
        assertThat(late.ask().holds()).isTrue();
        assertThat(accounts.of("x")).isNotSameAs(stale);
        assertThat(accounts.of("x").retire()).as("in use").isFalse();
        Probe next = ask("next", accounts.of("x"), Units.ALL);
        assertThat(next.holds()).isFalse();
        late.close();
        assertThat(next.holds()).isTrue();
        next.close();
    }

    @Test
    @DisplayName(
            "a party departs whose barrier was retired before it could arrive: those at the one that took its place learn of it")
    void departsFromRetiredBarrier() {
        Resources<Barrier> meetings = admission.barriers("meeting", 2);
        Barrier stale = meetings.of("k");
        Probe gone = new Probe("gone", stale, 0);
        assertThat(stale.retire()).isTrue();
        Probe waits = ask("waits", meetings.of("k"), 0);
        gone.depart(new IllegalStateException("called off"));
        assertThat(waits.reason).hasMessageContaining("called off");
        assertThat(meetings.of("k").isIdle()).isTrue();
    }

    /** A key, of which another thread can be let into a moment when its hash is asked for. */
    private static final class HookedKey {
        private volatile Runnable onHash = () -> {};

        @Override
        public int hashCode() {
            onHash.run();
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    private static boolean isAtALatch(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("latchBySpinning"));
    }

    @Test
    @Timeout(30)
    @DisplayName(
            "a party departs while it is found that its barrier was retired: each latch is given back by who took it")
    void departsWhileItsBarrierIsReplaced() throws InterruptedException {
        Resources<Barrier> meetings = admission.barriers("meeting", 2);
        HookedKey key = new HookedKey();
        Barrier stale = meetings.of(key);
        Probe party = new Probe("party", stale, 0);
        assertThat(stale.retire()).isTrue();
        Thread departs = new Thread(() -> party.depart(new IllegalStateException("called off")), "departs");
        departs.setDaemon(true);
        Thread arrives = new Thread(party::submit, "arrives");
        arrives.setDaemon(true);
        key.onHash = () -> {
            key.onHash = () -> {};
            stale.latch();
            departs.start();
            while (!isAtALatch(departs)) {
                Thread.onSpinWait();
            }
            Thread frees = new Thread(
                    () -> {
                        while (party.resource == stale && !isAtALatch(arrives)) {
                            Thread.onSpinWait();
                        }
                        stale.unlatch();
                    },
                    "frees");
            frees.setDaemon(true);
            frees.start();
        };
        arrives.start();
        arrives.join();
        departs.join();
        Probe other = ask("other", meetings.of(key), 0);
        assertThat(other.reason).hasMessageContaining("called off");
        assertThat(stale.waiting() + meetings.of(key).waiting()).isZero();
        assertThat(meetings.of(key).isIdle()).isTrue();
    }

    @Test
    @DisplayName(
            "a key whose hash throws is swept past: who asks for others has no trouble, and their number stays bounded")
    void sweepsPastBrokenKey() {
        Resources<Units> accounts = admission.locks("account");
        HookedKey broken = new HookedKey();
        accounts.of(broken);
        broken.onHash = () -> {
            throw new IllegalStateException("no hash");
        };
        for (int other = 0; other < 20_000; other++) {
            accounts.of(other);
        }
        assertThat(accounts.size()).isLessThan(5_000);
    }

    // ---------------------------------------------------------------- owners

    /** A wait for some children, which notes how it was ended. */
    private static final class TestJoin extends Join {
        final List<Owner> children;
        MusterException reason;

        TestJoin(Owner... children) {
            this.children = List.of(children);
        }

        @Override
        protected boolean covers(Owner child) {
            return children.contains(child);
        }

        @Override
        protected void unfinished(Consumer<? super Owner> action) {
            children.forEach(action);
        }

        @Override
        public boolean giveUp(MusterException why) {
            reason = why;
            return true;
        }
    }

    @Test
    @DisplayName("RLK-01: the owner takes again what it holds, also past those who wait; write-to-read is allowed")
    void reentrance() {
        TestOwner owner = new TestOwner("owner", null);
        Probe write = new Probe(owner, a, Units.ALL, null).ask();
        Probe waits = ask("other", a, Units.ALL);
        Probe again = new Probe(owner, a, Units.ALL, null).ask();
        Probe read = new Probe(owner, a, 1, null).ask();
        assertThat(again.holds() && read.holds()).isTrue();
        write.close();
        again.close();
        assertThat(waits.holds()).isFalse();
        Probe reader = ask("reader", a, 1);
        assertThat(reader.holds()).as("behind a writer").isFalse();
        read.close();
        assertThat(waits.holds()).isTrue();
        waits.close();
        reader.close();
    }

    @Test
    @DisplayName("read-to-write fails at once, for the owner and for a joined child")
    void upgradeFails() {
        TestOwner owner = new TestOwner("owner", null);
        TestOwner child = new TestOwner("child", owner);
        Probe read = new Probe(owner, a, 1, null).ask();
        Probe write = new Probe(owner, a, Units.ALL, null).ask();
        assertThat(write.reason)
                .isInstanceOf(DeadlockException.class)
                .hasMessageContaining("owner holds a for reading");
        admission.joining(owner, new TestJoin(child));
        Probe childWrites = new Probe(child, a, Units.ALL, null).ask();
        assertThat(childWrites.reason).isInstanceOf(DeadlockException.class);
        joined(owner);
        read.close();
    }

    @Test
    @DisplayName("a child queues until its parent joins it; then it uses the parent's lock, one sibling at a time")
    void lendingToAChildThatWaitsAlready() {
        TestOwner parent = new TestOwner("parent", null);
        TestOwner first = new TestOwner("first", parent);
        TestOwner second = new TestOwner("second", parent);
        Probe held = new Probe(parent, a, Units.ALL, null).ask();
        Probe stranger = ask("stranger", a, Units.ALL);
        Probe one = new Probe(first, a, Units.ALL, null).ask();
        Probe two = new Probe(second, a, Units.ALL, null).ask();
        assertThat(one.holds() || two.holds()).isFalse();
        admission.joining(parent, new TestJoin(first, second));
        assertThat(one.holds()).isTrue();
        assertThat(two.holds()).isFalse();
        one.close();
        assertThat(two.holds()).isTrue();
        two.close();
        joined(parent);
        assertThat(stranger.holds()).isFalse();
        held.close();
        assertThat(stranger.holds()).isTrue();
        stranger.close();
    }

    @Test
    @DisplayName("a grandchild uses the lock of a grandparent, though the middle one joined it first")
    void lendingDownAChain() {
        TestOwner parent = new TestOwner("parent", null);
        TestOwner child = new TestOwner("child", parent);
        TestOwner grandchild = new TestOwner("grandchild", child);
        Probe held = new Probe(parent, a, Units.ALL, null).ask();
        Probe wanted = new Probe(grandchild, a, Units.ALL, null).ask();
        admission.joining(child, new TestJoin(grandchild));
        assertThat(wanted.holds()).isFalse();
        admission.joining(parent, new TestJoin(child));
        assertThat(wanted.holds()).isTrue();
        wanted.close();
        joined(child);
        joined(parent);
        held.close();
    }

    @Test
    @DisplayName("an owner that died gives back all it held")
    void releaseAll() {
        TestOwner owner = new TestOwner("dead", null);
        new Probe(owner, a, Units.ALL, null).ask();
        new Probe(owner, b, 1, null).ask();
        Probe next = ask("next", a, Units.ALL);
        assertThat(owner.releaseAll()).containsExactlyInAnyOrder("a", "b");
        assertThat(next.holds()).isTrue();
        next.close();
    }

    // ---------------------------------------------------------------- deadlocks

    @Test
    @DisplayName(
            "two owners, two locks, crosswise: the younger wait fails, the message names the ring, the elder goes on")
    void crossedLocks() {
        TestOwner seven = new TestOwner("transfer-7", null);
        TestOwner nine = new TestOwner("transfer-9", null);
        Probe sevenA = new Probe(seven, a, Units.ALL, null).ask();
        Probe nineB = new Probe(nine, b, Units.ALL, null).ask();
        Probe sevenB = new Probe(seven, b, Units.ALL, null).ask();
        admission.deadlocks().look();
        assertThat(sevenB.failed).isZero();
        Probe nineA = new Probe(nine, a, Units.ALL, null).ask();
        admission.deadlocks().look();
        assertThat(sevenB.failed).isZero();
        assertThat(nineA.reason)
                .isInstanceOf(DeadlockException.class)
                .hasMessageContaining(
                        "transfer-9 waits for a, held by transfer-7, which waits for b, held by transfer-9");
        nineB.close();
        assertThat(sevenB.holds()).isTrue();
        sevenB.close();
        sevenA.close();
    }

    @Test
    @DisplayName("a child of one holder waits for the other, and the reverse: joins are part of the ring")
    void ringThroughJoins() {
        TestOwner left = new TestOwner("left", null);
        TestOwner leftChild = new TestOwner("leftChild", left);
        TestOwner right = new TestOwner("right", null);
        Probe leftA = new Probe(left, a, Units.ALL, null).ask();
        Probe rightB = new Probe(right, b, Units.ALL, null).ask();
        Probe childB = new Probe(leftChild, b, Units.ALL, null).ask();
        TestJoin join = new TestJoin(leftChild);
        admission.joining(left, join);
        Probe rightA = new Probe(right, a, Units.ALL, null).ask();
        admission.deadlocks().look();
        assertThat(childB.failed).isZero();
        assertThat(rightA.reason)
                .hasMessageContaining("right waits for a, held by left, which waits for the end of leftChild,"
                        + " which waits for b, held by right");
        rightB.close();
        assertThat(childB.holds()).isTrue();
        childB.close();
        joined(left);
        leftA.close();
    }

    @Test
    @DisplayName("two calls that join each other")
    void ringOfJoins() {
        TestOwner one = new TestOwner("one", null);
        TestOwner two = new TestOwner("two", null);
        TestJoin first = new TestJoin(two);
        TestJoin second = new TestJoin(one);
        admission.joining(one, first);
        admission.joining(two, second);
        admission.deadlocks().look();
        assertThat(first.reason).isNull();
        assertThat(second.reason).hasMessageContaining("two waits for the end of one, which waits for the end of two");
        joined(one);
        joined(two);
    }

    @Test
    @DisplayName("permits: no deadlock while one of several holders can go on; one when all are stuck")
    void permitsNeedOnlyOneOfTheHolders() {
        Units permits = admission.permits("p", 2).unkeyed();
        TestOwner stuck = new TestOwner("stuck", null);
        TestOwner free = new TestOwner("free", null);
        Probe p1 = new Probe(stuck, permits, 1, null).ask();
        Probe p2 = new Probe(free, permits, 1, null).ask();
        Probe third = new Probe(stuck, permits, 1, null).ask();
        admission.deadlocks().look();
        assertThat(third.failed).isZero();
        Probe fourth = new Probe(free, permits, 1, null).ask();
        admission.deadlocks().look();
        assertThat(fourth.reason).isInstanceOf(DeadlockException.class);
        p2.close();
        assertThat(third.holds()).isTrue();
        third.close();
        p1.close();
        assertThat(permits.isIdle()).isTrue();
    }

    @Test
    @DisplayName("a holder behind somebody who waits for it is let pass, and nobody fails")
    void holderBehindItsWaiterPasses() {
        TestOwner holder = new TestOwner("holder", null);
        Probe heldB = new Probe(holder, b, Units.ALL, null).ask();
        Probe large = both("large", a, b);
        Probe wanted = new Probe(holder, a, Units.ALL, null).ask();
        assertThat(wanted.holds()).isFalse();
        admission.deadlocks().look();
        assertThat(wanted.holds()).isTrue();
        assertThat(large.failed).isZero();
        wanted.close();
        heldB.close();
        assertThat(large.holds()).isTrue();
        large.close();
    }

    @Test
    @DisplayName("an order that is reversed is reported once, though nothing deadlocks; strictly, the request fails")
    void reversedOrder() {
        List<String> reports = new ArrayList<>();
        try (Admission watched =
                new Admission(ThreadOwner::current, Admission.Blocking.PLAIN, new LockOrder(reports::add, true))) {
            Units x = watched.locks("x").unkeyed();
            Units y = watched.locks("y").unkeyed();
            for (int round = 0; round < 2; round++) {
                TestOwner owner = new TestOwner("o", null);
                new Probe(owner, x, Units.ALL, null).ask();
                assertThat(new Probe(owner, y, Units.ALL, null).ask().holds()).isTrue();
                owner.releaseAll();
            }
            TestOwner reverse = new TestOwner("reverse", null);
            new Probe(reverse, y, Units.ALL, null).ask();
            assertThat(new Probe(reverse, x, Units.ALL, null).ask().reason).isInstanceOf(DeadlockException.class);
            reverse.releaseAll();
            assertThat(reports).singleElement().asString().contains("'x'", "'y'");
        }
    }

    // ---------------------------------------------------------------- conditions

    private Probe when(String name, int take, BooleanSupplier condition) {
        return new Probe(new TestOwner(name, null), a, take, condition).ask();
    }

    @Test
    @DisplayName("CND-07: a condition is asked on arrival, and then once for all by whoever leaves the lock")
    void conditionIsAskedOnceForMany() {
        AtomicInteger asked = new AtomicInteger();
        boolean[] open = {false};
        BooleanSupplier condition = () -> {
            asked.incrementAndGet();
            return open[0];
        };
        Probe first = when("first", Units.ALL, condition);
        Probe second = when("second", Units.ALL, condition);
        Probe third = when("third", Units.ALL, condition);
        assertThat(asked.get()).isEqualTo(1);
        ask("changer", a, Units.ALL).close();
        assertThat(asked.get()).isEqualTo(2);
        Probe changer = ask("changer", a, Units.ALL);
        open[0] = true;
        changer.close();
        assertThat(List.of(first.holds(), second.holds(), third.holds())).containsExactly(true, false, false);
        open[0] = false;
        first.close();
        assertThat(second.holds()).isFalse();
        open[0] = true;
        a.recheck();
        assertThat(second.holds()).isTrue();
        second.close();
        assertThat(third.holds()).isTrue();
        third.close();
    }

    @Test
    @DisplayName("readers whose condition comes true go together, and it is asked once")
    void sharersOfAConditionGoTogether() {
        AtomicInteger asked = new AtomicInteger();
        boolean[] open = {false};
        BooleanSupplier condition = () -> {
            asked.incrementAndGet();
            return open[0];
        };
        List<Probe> readers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            readers.add(when("r" + i, 1, condition));
        }
        Probe writer = ask("writer", a, Units.ALL);
        open[0] = true;
        asked.set(0);
        writer.close();
        assertThat(readers).allMatch(Probe::holds);
        assertThat(asked.get()).isLessThanOrEqualTo(2);
        readers.forEach(Request::close);
    }

    @Test
    @DisplayName("a sleeper that is woken gives up before it is asked: the next one is asked instead")
    void wokenSleeperGivesUp() {
        boolean[] open = {false};
        BooleanSupplier condition = () -> open[0];
        Probe first = when("first", Units.ALL, condition);
        Probe second = when("second", Units.ALL, condition);
        Probe reader = ask("reader", a, 1); // the conditions are asleep, so it passes
        assertThat(reader.holds()).isTrue();
        open[0] = true;
        a.recheck(); // wakes the first, which waits for the reader
        assertThat(first.giveUp(new MusterException("enough"))).isTrue();
        reader.close();
        assertThat(second.holds()).isTrue();
        second.close();
    }

    @Test
    @DisplayName("a sleeper is cancelled while its condition is asked: the next one is asked instead")
    void askedSleeperIsCancelled() {
        boolean[] open = {false};
        Probe[] first = new Probe[1];
        BooleanSupplier condition = () -> {
            if (open[0]) {
                first[0].close();
            }
            return open[0];
        };
        first[0] = when("first", Units.ALL, condition);
        Probe second = when("second", Units.ALL, condition);
        Probe changer = ask("changer", a, Units.ALL);
        open[0] = true;
        changer.close();
        assertThat(first[0].granted + first[0].failed).isZero();
        assertThat(second.holds()).isTrue();
        second.close();
    }

    @Test
    @DisplayName("a condition that throws fails its waiter alone")
    void conditionThrows() {
        Probe bad = when("bad", Units.ALL, () -> {
            throw new IllegalStateException("broken condition");
        });
        assertThat(bad.reason).hasRootCauseMessage("broken condition");
        Probe good = ask("good", a, Units.ALL);
        assertThat(good.holds()).isTrue();
        good.close();
    }

    @Test
    @DisplayName("cancelled while its condition is asked: what was taken on trial is given back")
    void cancelWhileAsked() {
        Probe[] self = new Probe[1];
        self[0] = new Probe(new TestOwner("self", null), a, Units.ALL, () -> {
            assertThat(self[0].giveUp(new MusterException("enough"))).isTrue();
            return true;
        });
        self[0].ask();
        assertThat(self[0].granted).isZero();
        assertThat(self[0].failed).isEqualTo(1);
        Probe next = ask("next", a, Units.ALL);
        assertThat(next.holds()).isTrue();
        next.close();
    }

    @Test
    @DisplayName("recheck during the question: it is asked again, not lost")
    void recheckWhileAsked() {
        AtomicInteger asked = new AtomicInteger();
        Probe probe = when("probe", Units.ALL, () -> {
            if (asked.incrementAndGet() == 1) {
                a.recheck();
                return false;
            }
            return true;
        });
        assertThat(asked.get()).isEqualTo(2);
        assertThat(probe.holds()).isTrue();
        probe.close();
    }

    @Test
    @DisplayName("a condition under two locks is asked when either is left")
    void conditionUnderTwoLocks() {
        boolean[] open = {false};
        Probe probe = new Probe(new TestOwner("two", null), a, Units.ALL, () -> open[0]);
        probe.and(b, Units.ALL);
        probe.ask();
        Probe other = ask("other", b, Units.ALL);
        open[0] = true;
        other.close();
        assertThat(probe.holds()).isTrue();
        probe.close();
    }

    @Test
    @DisplayName("a holder makes a condition true and then joins the child that sleeps for it: the child is asked")
    void sleeperIsJoinedByTheHolder() {
        boolean[] open = {false};
        TestOwner parent = new TestOwner("parent", null);
        TestOwner child = new TestOwner("child", parent);
        Probe sleeps = new Probe(child, a, Units.ALL, () -> open[0]).ask();
        Probe held = new Probe(parent, a, Units.ALL, null).ask();
        open[0] = true;
        admission.joining(parent, new TestJoin(child));
        assertThat(sleeps.holds()).isTrue();
        sleeps.close();
        joined(parent);
        held.close();
    }

    @Test
    @DisplayName("a joined child makes a condition true under a lent lock: its sibling that sleeps for it is asked")
    void sleeperIsWokenByASibling() {
        boolean[] open = {false};
        TestOwner parent = new TestOwner("parent", null);
        TestOwner sleeper = new TestOwner("sleeper", parent);
        TestOwner changer = new TestOwner("changer", parent);
        Probe held = new Probe(parent, a, Units.ALL, null).ask();
        admission.joining(parent, new TestJoin(sleeper, changer));
        Probe sleeps = new Probe(sleeper, a, Units.ALL, () -> open[0]).ask();
        assertThat(sleeps.holds()).isFalse();
        Probe changes = new Probe(changer, a, Units.ALL, null).ask();
        open[0] = true;
        changes.close();
        assertThat(sleeps.holds()).isTrue();
        sleeps.close();
        joined(parent);
        held.close();
    }

    @Test
    @DisplayName("explain says what for, held by whom, behind whom")
    void explain() {
        Probe holder = ask("transfer-9", a, Units.ALL);
        Probe first = ask("transfer-8", a, Units.ALL);
        Probe second = ask("transfer-7", a, Units.ALL);
        assertThat(second.explain())
                .matches("waits since [0-9.]+ s for a \\(held by transfer-9\\), behind transfer-8, 2 wait");
        assertThat(holder.explain()).isEqualTo("holds a (held by transfer-9)");
        List<String> shown = new ArrayList<>();
        admission.waiting(
                1,
                request -> shown.add(request.owner().name()),
                (resource, more) -> shown.add(more + " at " + resource));
        assertThat(shown).containsExactly("transfer-8", "1 at a (held by transfer-9)");
        holder.close();
        first.close();
        second.close();
    }
}
