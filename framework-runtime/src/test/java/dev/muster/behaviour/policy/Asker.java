package dev.muster.behaviour.policy;

import dev.muster.policy.AdmissionPolicy;
import dev.muster.policy.CallInfo;
import dev.muster.policy.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Admits calls as a test wants, and says what it hears; checks that it is called by one thread at a time. */
final class Asker implements AdmissionPolicy {
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger inside = new AtomicInteger();
    volatile boolean overlapped;
    volatile Function<CallInfo, Decision> answer = call -> Decision.admit();
    volatile Consumer<CallInfo> ended = call -> {};
    volatile Runnable askAgain;

    @Override
    public Decision mayStart(CallInfo call) {
        enter();
        try {
            return answer.apply(call);
        } finally {
            inside.decrementAndGet();
        }
    }

    private void enter() {
        overlapped |= inside.incrementAndGet() > 1;
    }

    @Override
    public void ended(CallInfo call) {
        enter();
        ended.accept(call);
        log.add("ended " + call.callName());
        inside.decrementAndGet();
    }

    @Override
    public void gaveUp(CallInfo call) {
        enter();
        log.add("gave up " + call.callName());
        inside.decrementAndGet();
    }

    @Override
    public void opened(Runnable again) {
        askAgain = again;
    }
}
