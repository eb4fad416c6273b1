package dev.muster.runtime;

import dev.muster.call.Hold;

/**
 * What another process holds for a blocking call, and what is held here.
 *
 * @param there given back first
 * @param here given back then
 */
record BothHolds(Hold there, Hold here) implements Hold {
    @Override
    public void close() {
        try {
            there.close();
        } finally {
            here.close();
        }
    }

    @Override
    public void succeeded() {
        try {
            there.succeeded();
        } finally {
            here.close();
        }
    }

    @Override
    public void failed(Throwable thrown) {
        try {
            there.failed(thrown);
        } finally {
            here.failed(thrown);
        }
    }
}
