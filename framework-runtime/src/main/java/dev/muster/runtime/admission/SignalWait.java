package dev.muster.runtime.admission;

/** A wait for a signal of a condition. It stands in no queue: nobody has to give anything back. */
interface SignalWait {
    /** Who waits. */
    Owner owner();

    /** Nobody will signal. Nothing if somebody has, or if the wait is over. */
    void refuse();
}
