package dev.muster.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.DeadlockException;
import dev.muster.MusterException;
import dev.muster.runtime.admission.Probe.TestOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Many requests on several threads, with a result that only an intact core can give. */
class StressTest {
    private final Admission admission = Fixtures.admission();
    private final ExecutorService workers = Executors.newFixedThreadPool(3);
    private final long seed = Long.getLong("test.seed", new Random().nextLong());

    @AfterEach
    void endThreads() throws InterruptedException {
        workers.shutdownNow();
        assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        admission.close();
    }

    /** A call without a thread until it is granted: then a worker runs its body, and it is closed. */
    private final class Call extends Request {
        private final Runnable body;
        private final @Nullable BooleanSupplier condition;

        Call(Resource resource, int take, @Nullable BooleanSupplier condition, Runnable body) {
            super(new TestOwner("call", null), resource, take);
            this.condition = condition;
            this.body = body;
        }

        void start() {
            if (submit()) {
                granted();
            }
        }

        @Override
        protected @Nullable BooleanSupplier condition() {
            return condition;
        }

        @Override
        protected void granted() {
            workers.execute(() -> {
                body.run();
                close();
            });
        }

        @Override
        protected void failed(MusterException reason) {
            throw new AssertionError(reason);
        }
    }

    @Test
    @DisplayName("50,000 transfers between 1,000 accounts: the total is conserved")
    void bank() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        Resources<Units> accounts = admission.locks("account");
        long[] balances = new long[1_000];
        CountDownLatch done = new CountDownLatch(50_000);
        for (int i = 0; i < 50_000; i++) {
            int from = random.nextInt(1_000);
            int to = random.nextInt(1_000);
            int amount = random.nextInt(100);
            Call transfer = new Call(accounts.of(from), Units.ALL, null, () -> {
                balances[from] -= amount;
                balances[to] += amount;
                done.countDown();
            });
            transfer.and(accounts.of(to), Units.ALL);
            transfer.start();
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).as("seed %d", seed).isTrue();
        assertThat(java.util.Arrays.stream(balances).sum()).isZero();
    }

    @Test
    @DisplayName("20 philosophers eat 10,000 times each")
    void philosophers() throws InterruptedException {
        Units[] forks = new Units[20];
        boolean[] inUse = new boolean[20];
        for (int i = 0; i < 20; i++) {
            forks[i] = admission.locks("fork").of(i);
        }
        CountDownLatch meals = new CountDownLatch(20 * 10_000);
        AtomicInteger clashes = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            new Philosopher(forks, inUse, i, meals, clashes, 10_000).sitDown();
        }
        assertThat(meals.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(clashes.get()).isZero();
    }

    private final class Philosopher {
        private final Units[] forks;
        private final boolean[] inUse;
        private final int left;
        private final int right;
        private final CountDownLatch meals;
        private final AtomicInteger clashes;
        private int hunger;

        Philosopher(Units[] forks, boolean[] inUse, int seat, CountDownLatch meals, AtomicInteger clashes, int hunger) {
            this.forks = forks;
            this.inUse = inUse;
            this.left = seat;
            this.right = (seat + 1) % forks.length;
            this.meals = meals;
            this.clashes = clashes;
            this.hunger = hunger;
        }

        void sitDown() {
            Call call = new Call(forks[left], Units.ALL, null, this::eat);
            call.and(forks[right], Units.ALL);
            call.start();
        }

        private void eat() {
            if (inUse[left] || inUse[right]) {
                clashes.incrementAndGet();
            }
            inUse[left] = true;
            inUse[right] = true;
            inUse[left] = false;
            inUse[right] = false;
            hunger--;
            meals.countDown();
            if (hunger > 0) {
                sitDown();
            }
        }
    }

    @Test
    @DisplayName(
            "WL-08: 40 producers and 40 consumers at a buffer of 50, by conditions: all is used, nothing overflows")
    void boundedBuffer() throws InterruptedException {
        Units buffer = admission.locks("buffer").unkeyed();
        int[] fill = {0};
        AtomicInteger bad = new AtomicInteger();
        BooleanSupplier notFull = () -> fill[0] < 50;
        BooleanSupplier notEmpty = () -> fill[0] > 0;
        CountDownLatch done = new CountDownLatch(80_000);
        for (int i = 0; i < 40_000; i++) {
            new Call(buffer, Units.ALL, notFull, () -> {
                        bad.addAndGet(++fill[0] > 50 ? 1 : 0);
                        done.countDown();
                    })
                    .start();
            new Call(buffer, Units.ALL, notEmpty, () -> {
                        bad.addAndGet(--fill[0] < 0 ? 1 : 0);
                        done.countDown();
                    })
                    .start();
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bad.get()).isZero();
        assertThat(fill[0]).isZero();
    }

    @RepeatedTest(5)
    @DisplayName(
            "SEM-15 LCK-13: threads take, wait, time out, are cancelled and closed twice: exclusion holds, nothing is lost")
    void everythingAtOnce() throws Exception {
        Units[] all = {
            admission.locks("a").unkeyed(),
            admission.locks("b").unkeyed(),
            admission.permits("p", 2).unkeyed(),
            admission.permits("q", 1).unkeyed()
        };
        AtomicInteger[] inside = new AtomicInteger[all.length];
        for (int i = 0; i < all.length; i++) {
            inside[i] = new AtomicInteger();
        }
        AtomicInteger bad = new AtomicInteger();
        AtomicLong passes = new AtomicLong();
        boolean[] open = {true};
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            SplittableRandom random = new SplittableRandom(seed + t);
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 3_000; i++) {
                    pass(random, all, inside, bad, open, passes);
                }
            });
            threads.add(thread);
            thread.start();
        }
        Thread canceller = new Thread(() -> {
            while (threads.stream().anyMatch(Thread::isAlive)) {
                threads.get(ThreadLocalRandom.current().nextInt(threads.size())).interrupt();
                all[0].recheck();
            }
        });
        canceller.start();
        for (Thread thread : threads) {
            thread.join(60_000);
            assertThat(thread.isAlive())
                    .as("seed %d: stuck in %s", seed, (Object) all)
                    .isFalse();
        }
        canceller.join();
        assertThat(bad.get()).as("seed %d", seed).isZero();
        assertThat(passes.get()).isPositive();
        assertThat(all).allMatch(Units::isIdle);
    }

    private static void pass(
            SplittableRandom random,
            Units[] all,
            AtomicInteger[] inside,
            AtomicInteger bad,
            boolean[] open,
            AtomicLong passes) {
        TestOwner owner = new TestOwner("o", null);
        int first = random.nextInt(all.length);
        int second = random.nextInt(all.length);
        boolean conditional = first == 0 && random.nextInt(4) == 0;
        BlockingRequest request = new BlockingRequest(owner, all[first], weight(first)) {
            @Override
            protected @Nullable BooleanSupplier condition() {
                return conditional ? () -> open[0] : null;
            }
        };
        request.and(all[second], weight(second));
        try {
            if (!request.tryAcquire(random.nextInt(5) == 0 ? random.nextInt(50_000) : Long.MAX_VALUE)) {
                return;
            }
        } catch (InterruptedException cancelled) {
            request.close();
            return;
        }
        enter(first, second, inside, bad, 1);
        if (first == 0 || second == 0) {
            open[0] = random.nextInt(8) != 0 || !open[0];
        }
        passes.incrementAndGet();
        enter(first, second, inside, bad, -1);
        if (first == 0 || second == 0) {
            open[0] = true;
        }
        request.close();
        request.close();
    }

    private static int weight(int index) {
        return index < 2 ? Units.ALL : 1;
    }

    private static void enter(int first, int second, AtomicInteger[] inside, AtomicInteger bad, int step) {
        for (int i : first == second ? new int[] {first} : new int[] {first, second}) {
            int now = inside[i].addAndGet(step);
            if (now < 0 || now > (i == 2 ? 2 : 1)) {
                bad.incrementAndGet();
            }
        }
    }

    @RepeatedTest(3)
    @DisplayName("threads nest four locks in any order: deadlocks are ended, everybody comes through")
    void nestedLocksInAnyOrder() throws InterruptedException {
        Lock[] locks = new Lock[4];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = admission.lock("nested", i);
        }
        AtomicInteger deadlocks = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            SplittableRandom random = new SplittableRandom(seed + t);
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    try {
                        nest(random, locks, 3);
                    } catch (DeadlockException ended) {
                        deadlocks.incrementAndGet();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(60_000);
            assertThat(thread.isAlive()).as("seed %d", seed).isFalse();
        }
    }

    private static void nest(SplittableRandom random, Lock[] locks, int depth) {
        if (depth > 0) {
            Lock lock = locks[random.nextInt(locks.length)];
            lock.lock();
            try {
                nest(random, locks, depth - 1);
            } finally {
                lock.unlock();
            }
        }
    }

    @Test
    @DisplayName("1,000,000 requests wait for one permit, a third gives up, the rest drain: little heap, nothing lost")
    void millionWaiters() throws InterruptedException {
        Units permit = admission.permits("permit", 1).unkeyed();
        Probe holder = new Probe("holder", permit, 1).ask();
        TestOwner owner = new TestOwner("owner", null);
        AtomicInteger granted = new AtomicInteger();
        long before = usedHeap();
        Request[] waiting = new Request[1_000_000];
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = new Request(owner, permit, 1) {
                @Override
                protected void granted() {
                    granted.incrementAndGet();
                    close();
                }

                @Override
                protected void failed(MusterException reason) {}
            };
            waiting[i].submit();
        }
        long bytes = (usedHeap() - before) / waiting.length;
        SplittableRandom random = new SplittableRandom(seed);
        int left = waiting.length;
        for (int i = 0; i < 333_333; i++) {
            left -= waiting[random.nextInt(waiting.length)].giveUp(new MusterException("cancelled")) ? 1 : 0;
        }
        assertThat(permit.waiting()).isEqualTo(left);
        holder.close();
        assertThat(granted.get()).as("seed %d", seed).isEqualTo(left);
        assertThat(permit.isIdle()).isTrue();
        assertThat(bytes)
                .as("bytes a waiting request, with its slot in the array")
                .isLessThan(80);
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    @DisplayName("10,000,000 distinct keys pass through; the number of nodes stays small")
    void tenMillionKeys() {
        Resources<Units> family = admission.locks("key");
        TestOwner owner = new TestOwner("owner", null);
        int most = 0;
        for (int key = 0; key < 10_000_000; key++) {
            BlockingRequest request = BlockingRequest.of(owner, family.of(key), Units.ALL);
            request.acquireUninterruptibly();
            request.close();
            if (key % 10_000 == 0) {
                most = Math.max(most, family.size());
            }
        }
        assertThat(most).isLessThan(5_000);
    }

    @Test
    @DisplayName("a barrier of 1,000 parties over 1,000 generations on two workers")
    void barrierGenerations() throws InterruptedException {
        Barrier barrier = admission.barriers("barrier", 1_000).unkeyed();
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<AtomicInteger> arrived = new ArrayList<>();
        for (int g = 0; g < 1_000; g++) {
            arrived.add(new AtomicInteger());
        }
        AtomicInteger early = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1_000);
        for (int party = 0; party < 1_000; party++) {
            two.execute(() -> new Party(barrier, two, arrived, early, done, 0).arrive());
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(early.get()).isZero();
        two.shutdown();
        assertThat(two.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(barrier.isIdle()).isTrue();
    }

    private record Party(
            Barrier barrier,
            ExecutorService pool,
            List<AtomicInteger> arrived,
            AtomicInteger early,
            CountDownLatch done,
            int generation) {
        void arrive() {
            if (generation == arrived.size()) {
                done.countDown();
                return;
            }
            arrived.get(generation).incrementAndGet();
            new Request(new TestOwner("party", null), barrier, 0) {
                @Override
                protected void granted() {
                    pool.execute(() -> {
                        early.addAndGet(arrived.get(generation).get() == 1_000 ? 0 : 1);
                        new Party(barrier, pool, arrived, early, done, generation + 1).arrive();
                    });
                }

                @Override
                protected void failed(MusterException reason) {
                    throw new AssertionError(reason);
                }
            }.submit();
        }
    }
}
