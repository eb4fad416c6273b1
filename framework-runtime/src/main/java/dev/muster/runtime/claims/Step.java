package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;

/** A step of a call's way in: once it is granted, its passage takes the next. */
class Step extends Request {
    Step(Passage passage, Resource resource, int take) {
        super(passage, resource, take);
    }

    final Passage passage() {
        return (Passage) owner();
    }

    @Override
    protected final boolean isOfItsWayIn() {
        return true;
    }

    @Override
    protected final void waits() {
        passage().waits();
    }

    @Override
    protected final void waitsInVain() {
        passage().waitsInVain();
    }

    @Override
    protected void granted() {
        passage().goOn();
    }

    @Override
    protected final void failed(MusterException reason) {
        passage().call().failUnlessBegun(reason);
    }
}
