package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;

/** A call's wait at its exit barrier: then the call is over. */
final class Exit extends Request {
    Exit(Holder holder, Resource resource) {
        super(holder, resource, 0);
    }

    @Override
    protected void granted() {
        ((Holder) owner()).left(null);
    }

    @Override
    protected void failed(MusterException reason) {
        ((Holder) owner()).left(reason);
    }
}
