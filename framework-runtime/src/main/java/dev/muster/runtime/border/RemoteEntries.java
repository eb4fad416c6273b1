package dev.muster.runtime.border;

import dev.muster.At;
import dev.muster.JoinInterruptedException;
import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.Scope;
import dev.muster.call.Description;
import dev.muster.call.Hold;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.claims.Abroad;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.MethodTerms;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import dev.muster.spec.Terms;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The calls of one guarded method that bodies in this child process make: admitted by the parent. */
public final class RemoteEntries implements Abroad {
    private final MethodSpec spec;
    private final MethodSpec specAgain; // for calls that have run before
    private final Performer performer;
    private final ExecutorService threads;

    /**
     * For a method of a dispatcher.
     *
     * @param dispatcher what no other dispatcher in any process is called, so that it can have resources of its own
     * @throws MusterException if the method's calls cannot be made in a child process
     */
    public RemoteEntries(MethodSpec spec, String dispatcher, Performer performer, ExecutorService threads) {
        Terms terms = spec.terms();
        List<Claim> claims =
                terms.claims().stream().map(claim -> outside(claim, dispatcher)).toList();
        this.spec = spec.terms(terms.claims(claims));
        this.specAgain = spec.terms(
                terms.claims(claims.stream().filter(claim -> !isPassed(claim)).toList()));
        this.performer = performer;
        this.threads = threads;
    }

    /** Whether the parent must admit the calls of a method. */
    public static boolean concerns(MethodSpec spec) {
        return !spec.terms().claims().isEmpty() || !spec.terms().fires().isEmpty();
    }

    /** Why calls of the method cannot be made in a child process, or null. */
    public static @Nullable RefusedException refusal(MethodSpec spec) {
        if (!spec.terms().condition().isEmpty()) {
            return new RefusedException(
                    spec + " awaits condition '" + spec.terms().condition()
                            + "', which the parent process would have to ask of an object that is here. Call it from the parent, or"
                            + " use a Condition of Muster.lock(…).");
        }
        boolean ofFanOut = spec.terms().claims().stream()
                .anyMatch(claim -> claim instanceof Claim.Barrier barrier && barrier.parties() == 0);
        return ofFanOut
                ? new RefusedException(
                        spec + " has a barrier for the calls of one fan-out, and is called in a child process."
                                + " Give its @Barrier parties, or call it from the parent.")
                : null;
    }

    /** Whether a call that runs again does not wait for this again. */
    private static boolean isPassed(Claim claim) {
        return claim instanceof Claim.Event || (claim instanceof Claim.Barrier barrier && barrier.at() == At.ENTRY);
    }

    private static Claim outside(Claim claim, String dispatcher) {
        if (claim instanceof Claim.Lock lock && lock.scope() == Scope.INSTANCE) {
            return new Claim.Lock(dispatcher + lock.name(), lock.mode(), Scope.RUNTIME, lock.keys());
        }
        if (claim instanceof Claim.Permits permits && permits.scope() == Scope.INSTANCE) {
            return new Claim.Permits(
                    dispatcher + permits.name(), permits.permits(), permits.take(), Scope.RUNTIME, permits.keys());
        }
        return claim;
    }

    @Override
    public ExecutorService threads() {
        return threads;
    }

    @Override
    public Hold enter(Owner owner, Object[] keys, boolean again) throws InterruptedException {
        byte[] terms = new MethodTerms(again ? specAgain : spec, keys).toBytes();
        Ask ask = new Ask(0, "", Ask.What.ENTER, spec.toString(), null, 0, 0, 0, false, terms);
        try {
            return new RemoteHold(performer.perform(owner, ask).value(), owner);
        } catch (RuntimeException | InterruptedException itself) {
            throw itself;
        } catch (Exception broken) {
            throw new MusterException(
                    "the parent process cannot be asked to admit " + spec + ": " + Description.of(broken), broken);
        }
    }

    /** As the other form, on the thread of a blocking call. */
    public Hold enterBlocking(Owner owner, Object[] keys, boolean again) {
        try {
            return enter(owner, keys, again);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JoinInterruptedException(
                    "interrupted while waiting to call " + spec + ", which was not called", interrupted);
        }
    }

    /** What the parent holds for a call. */
    private final class RemoteHold implements Hold {
        private final long id;
        private final Owner owner;
        private boolean over;

        RemoteHold(long id, Owner owner) {
            this.id = id;
            this.owner = owner;
        }

        @Override
        public void close() {
            leave(Ask.What.PAUSE, false, "");
        }

        @Override
        public void succeeded() {
            leave(Ask.What.LEAVE, true, "");
        }

        @Override
        public void failed(Throwable thrown) {
            leave(Ask.What.LEAVE, false, Description.of(thrown));
        }

        private void leave(Ask.What how, boolean succeeded, String why) {
            if (over) {
                return;
            }
            over = true;
            boolean interrupted = Thread.interrupted();
            try {
                performer.perform(owner, new Ask(0, "", how, why, null, id, 0, 0, succeeded, null));
            } catch (MusterException broken) {
                throw broken;
            } catch (InterruptedException atExit) {
                interrupted = true;
                throw new JoinInterruptedException(
                        "interrupted at the exit barrier of " + spec + ", whose body has run", atExit);
            } catch (Exception broken) {
                throw new MusterException("the parent process cannot be told that " + spec + " has ended", broken);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
