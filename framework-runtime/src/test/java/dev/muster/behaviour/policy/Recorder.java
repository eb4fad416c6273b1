package dev.muster.behaviour.policy;

import dev.muster.policy.AroundPolicy;
import dev.muster.policy.PolicyCall;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Does with calls what a test wants, and says so. Safe for use by many threads. */
final class Recorder implements AroundPolicy {
    /** What it does with a call. */
    enum Deed {
        PROCEED,
        SWALLOW,
        NEVER,
        TWICE,
        THROW_CHECKED,
        TRY_THREE_TIMES,
        TRY_NEVER_AGAIN,
        FAIL_AT_START
    }

    static final class Script {
        final List<String> log = Collections.synchronizedList(new ArrayList<>());
        volatile Deed deed = Deed.PROCEED;
        volatile PolicyCall<?> seen;
        volatile Thread thread;
    }

    private final String name;
    private final Script script;

    Recorder(String name, Script script) {
        this.name = name;
        this.script = script;
    }

    @Override
    public Object starting() {
        if (script.deed == Deed.FAIL_AT_START) {
            Recorder.<RuntimeException>throwAsItIs(new IOException("at the start"));
        }
        return null;
    }

    /** As languages without checked exceptions throw it. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAsItIs(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Override
    public <R> R around(PolicyCall<R> call) throws Exception {
        script.seen = call;
        script.thread = Thread.currentThread();
        script.log.add(name + "{");
        try {
            R result = act(call);
            script.log.add("}" + name);
            return result;
        } catch (Throwable thrown) {
            script.log.add("!" + name + " " + thrown.getClass().getSimpleName());
            throw thrown;
        }
    }

    private <R> R act(PolicyCall<R> call) throws Exception {
        Deed deed = name.startsWith("outer") ? Deed.PROCEED : script.deed;
        return switch (deed) {
            case PROCEED -> call.proceed();
            case SWALLOW -> swallow(call);
            case NEVER -> null;
            case TWICE -> {
                call.proceed();
                yield call.proceed();
            }
            case THROW_CHECKED -> throw new IOException("by the policy");
            case TRY_THREE_TIMES -> tryThreeTimes(call);
            case FAIL_AT_START -> {
                script.log.add("noted " + call.started());
                yield call.proceed();
            }
            case TRY_NEVER_AGAIN ->
                call.again(ChronoUnit.FOREVER.getDuration(), new IllegalStateException("by the policy"));
        };
    }

    private static <R> R swallow(PolicyCall<R> call) {
        try {
            return call.proceed();
        } catch (Exception swallowed) {
            return null;
        }
    }

    private static <R> R tryThreeTimes(PolicyCall<R> call) throws Exception {
        try {
            return call.proceed();
        } catch (IllegalStateException failure) {
            if (call.attempt() == 3) {
                throw failure;
            }
            return call.again(Duration.ofMillis(1), failure);
        }
    }
}
