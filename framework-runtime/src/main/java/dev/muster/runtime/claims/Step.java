package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;

/** A step of a call's way in: once it is granted, its holder takes the next. */
class Step extends Request {
    Step(Holder holder, Resource resource, int take) {
        super(holder, resource, take);
    }

    final Holder holder() {
        return (Holder) owner();
    }

    @Override
    protected void granted() {
        holder().goOn();
    }

    @Override
    protected final void failed(MusterException reason) {
        holder().call().failUnlessBegun(reason);
    }
}
