package dev.muster.runtime.process;

import dev.muster.call.Work;
import dev.muster.runtime.queue.WorkQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool: which there are, which serve, and which of them gets what is queued. Guarded by the pool's lock.
 *
 * <p>A worker belongs to the crew from before its thread starts until it has ended its child. It serves, counted in {@code serving},
 * until it asks for work, and again once it has some, or has to hear its child. It is in {@code idle} while it waits at its post,
 * which it does only while the queue is empty; then work is handed to it directly. Once {@code closed} nobody takes or waits.
 *
 * <p>{@code blocked} counts the workers whose call waits for a resource. When all do, and a call is queued that holds some or was
 * started by one that does, the crew is <em>stuck</em>: they may wait for that one, which is why it gets a worker beyond the size.
 * Such an <em>extra</em> worker takes nothing else, and leaves when the others do without it.
 */
final class Crew {
    private final int most;
    private final WorkQueue queue; // the pool's
    private final Lock lock;
    private final Map<Worker, Post> posts = new HashMap<>();
    private final Deque<Post> idle = new ArrayDeque<>();
    private int serving;
    private int blocked;
    private boolean closed;

    /** Where a worker waits, and what is handed to it there. */
    private static final class Post {
        private final Condition wake;
        private @Nullable Work handed;

        Post(Condition wake) {
            this.wake = wake;
        }
    }

    Crew(int most, WorkQueue queue, Lock lock) {
        this.most = most;
        this.queue = queue;
        this.lock = lock;
    }

    // ---------------------------------------------------------------- who is there

    /** A worker joins, and serves. */
    Worker hire(Worker worker) {
        posts.put(worker, new Post(lock.newCondition()));
        serving++;
        return worker;
    }

    void dismiss(Worker worker) {
        posts.remove(worker);
    }

    /** A worker that served does so no more. */
    void rests() {
        serving--;
    }

    /** Nobody serves. */
    boolean isAtRest() {
        return serving == 0;
    }

    List<Worker> workers() {
        return List.copyOf(posts.keySet());
    }

    int size() {
        return posts.size();
    }

    boolean isEmpty() {
        return posts.isEmpty();
    }

    boolean isFull() {
        return posts.size() >= most;
    }

    /** How many more there are to be, for so many works; an extra one aside. */
    int wanted(int works) {
        return Math.max(0, Math.min(works, most - posts.size()));
    }

    /** How many are about to ask for work. */
    int finishing() {
        return (int) posts.keySet().stream().filter(Worker::isFinishing).count();
    }

    /** What workers have in hand that are starting their children. */
    List<Work> waitingForChildren() {
        List<Work> waiting = new ArrayList<>();
        posts.keySet().forEach(worker -> worker.waiting(waiting::add));
        return waiting;
    }

    // ---------------------------------------------------------------- who gets what

    /** Hands work to an idle worker; false if there is none. */
    boolean hand(Work work) {
        Post waiting = idle.pollFirst();
        if (waiting == null) {
            return false;
        }
        waiting.handed = work;
        serving++;
        waiting.wake.signal();
        return true;
    }

    /** More work for one that serves, if there is some. */
    @Nullable
    Work poll(Worker worker) {
        if (!worker.isExtra()) {
            return queue.poll();
        }
        Work awaited = isStuck(1) ? firstForHolder() : null;
        if (awaited != null) {
            queue.removeIf(work -> work == awaited);
        }
        return awaited;
    }

    /** Work for one that has served what it had; waits for it so long, unless the child has something to say. Null if none has come. */
    @Nullable
    Work take(Worker worker, long nanos) {
        serving--;
        if (closed) {
            return null;
        }
        Work next = poll(worker);
        if (next != null) {
            serving++;
        }
        return next != null || worker.isExtra() ? next : await(worker, nanos);
    }

    private @Nullable Work await(Worker worker, long nanos) {
        Post post = posts.get(worker);
        if (post == null) {
            return null;
        }
        idle.addFirst(post);
        long left = nanos;
        while (post.handed == null && !closed && left > 0 && !worker.hasNews()) {
            try {
                left = post.wake.awaitNanos(left);
            } catch (InterruptedException nobodysBusiness) {
                // Only the pool knows the thread, and does not interrupt it.
            }
        }
        idle.remove(post);
        Work handed = post.handed;
        post.handed = null;
        return handed;
    }

    /** Whether a worker that was given no work is to hear its child, which it then serves. */
    boolean mustHear(Worker worker) {
        boolean must = !closed && worker.hasNews();
        if (must) {
            serving++;
        }
        return must;
    }

    /** Has a worker that waits look around. */
    void wake(Worker worker) {
        Post post = posts.get(worker);
        if (post != null) {
            post.wake.signal();
        }
    }

    /** Nobody waits for work any more. */
    void close() {
        closed = true;
        idle.forEach(post -> post.wake.signal());
    }

    // ---------------------------------------------------------------- whose calls wait

    /** So many more workers have a call that waits for a resource; fewer if negative. */
    void waits(int more) {
        blocked += more;
    }

    /** Whether all wait, and none of the usual ones can come. */
    boolean allWait() {
        return allWait(0);
    }

    /** Whether an extra worker is wanted. */
    boolean isStuck() {
        return isStuck(0);
    }

    /** As {@link #isStuck()}, while {@code others} besides do not wait, but look. */
    private boolean isStuck(int others) {
        return allWait(others) && firstForHolder() != null;
    }

    private boolean allWait(int others) {
        return blocked > 0 && isFull() && blocked + others >= posts.size();
    }

    private @Nullable Work firstForHolder() {
        return queue.stream().filter(Work::isForHolder).findFirst().orElse(null);
    }
}
