package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;

/** A call's wait at its exit barrier: then the call is over. */
final class Exit extends Request {
    Exit(StagedPassage passage, Resource resource) {
        super(passage, resource, 0);
    }

    @Override
    protected void granted() {
        ((StagedPassage) owner()).left(null);
    }

    @Override
    protected void failed(MusterException reason) {
        ((StagedPassage) owner()).left(reason);
    }
}
