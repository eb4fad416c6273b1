package dev.muster.runtime.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** A throwable by Java serialization, where that is possible; of what belongs to it, whatever cannot cross is described. */
final class FailureObject {
    private FailureObject() {}

    /**
     * The bytes of a throwable.
     *
     * @throws Exception why it has none
     */
    static byte[] write(Throwable failure) throws Exception {
        try {
            return write(failure, null);
        } catch (IOException | RuntimeException plainly) {
            return write(failure, new IdentityHashMap<>());
        } catch (StackOverflowError tooDeep) {
            throw new IOException("it is nested too deeply", tooDeep);
        }
    }

    private static byte[] write(Throwable failure, @Nullable IdentityHashMap<Object, Object> replaced)
            throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out =
                replaced == null ? new ObjectOutputStream(bytes) : new DescribingStream(bytes, failure, replaced)) {
            out.writeObject(failure);
        }
        return bytes.toByteArray();
    }

    /**
     * The throwable of which these are the bytes.
     *
     * @throws Exception why there is none
     */
    static Throwable read(byte[] bytes, @Nullable ClassLoader loader) throws Exception {
        FailureFilter filter = new FailureFilter(bytes.length);
        try (ObjectInputStream in = new LoadingStream(bytes, loader)) {
            in.setObjectInputFilter(filter);
            return (Throwable) in.readObject();
        } catch (StackOverflowError | LinkageError broken) {
            throw new IOException(broken.toString(), broken);
        } catch (IOException refused) {
            Class<?> rejected = filter.rejected();
            throw rejected == null
                    ? refused
                    : new IOException("failures may not bring a " + rejected.getName(), refused);
        }
    }

    /** Writes descriptions in place of the causes and suppressed throwables that cannot be written themselves. */
    private static final class DescribingStream extends ObjectOutputStream {
        private final Throwable root;
        private final IdentityHashMap<Object, Object> replaced;

        DescribingStream(OutputStream out, Throwable root, IdentityHashMap<Object, Object> replaced)
                throws IOException {
            super(out);
            this.root = root;
            this.replaced = replaced;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object == root || !(object instanceof Throwable inner)) {
                return object;
            }
            Object known = replaced.get(inner);
            if (known == null) {
                known = itselfOrDescribed(inner);
                replaced.put(inner, known);
            }
            return known;
        }

        private Throwable itselfOrDescribed(Throwable inner) {
            try {
                FailureObject.write(inner, replaced);
                return inner;
            } catch (Exception | Error cannotCross) {
                return FailureDescription.of(inner).toThrowable("");
            }
        }
    }
}
