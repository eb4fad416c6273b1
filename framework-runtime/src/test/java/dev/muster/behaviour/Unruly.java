package dev.muster.behaviour;

import dev.muster.CallContext;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Fails in a child process with throwables whose own methods fail. */
class Unruly {
    /** Of which method. */
    enum Fault {
        NO_TRACE,
        NULL_IN_TRACE,
        TRACE_THROWS,
        SET_TRACE_THROWS,
        MESSAGE_THROWS,
        CAUSE_THROWS,
        WRITE_THROWS,
        READ_THROWS
    }

    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Fault fault;

        Failure(Fault fault) {
            super("unruly: " + fault);
            this.fault = fault;
        }

        private void failAt(Fault here) {
            if (fault == here) {
                throw new AssertionError(here.toString());
            }
        }

        @Override
        @SuppressWarnings("NullAway") // that is the fault
        public StackTraceElement[] getStackTrace() {
            if (fault == Fault.NO_TRACE) {
                return null;
            }
            failAt(Fault.TRACE_THROWS);
            return fault == Fault.NULL_IN_TRACE ? new StackTraceElement[1] : super.getStackTrace();
        }

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            failAt(Fault.SET_TRACE_THROWS);
            super.setStackTrace(trace);
        }

        @Override
        public String getMessage() {
            failAt(Fault.MESSAGE_THROWS);
            return super.getMessage();
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public Throwable getCause() {
            failAt(Fault.CAUSE_THROWS);
            return super.getCause();
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            failAt(Fault.WRITE_THROWS);
            out.defaultWriteObject();
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            failAt(Fault.READ_THROWS);
        }
    }

    @Parallel(on = Workers.PROCESSES, pool = "failing", workers = 1)
    void fail(Fault fault) {
        throw new Failure(fault);
    }

    @Parallel(on = Workers.PROCESSES, pool = "failing", workers = 1)
    void failInside(Fault fault) {
        throw new IllegalStateException("outside", new Failure(fault));
    }

    @Parallel(on = Workers.PROCESSES, pool = "failing", workers = 1)
    long pid() {
        return CallContext.current().pid();
    }
}
