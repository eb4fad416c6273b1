package dev.muster.wire;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Java serialization of one value, which refuses what the {@link AllowList} of the other side would: the caller learns of it,
 * with the place of the object.
 */
final class ValueOutput extends ObjectOutputStream {
    private final Object value;
    private final AllowList allowed;
    private boolean failed;

    private ValueOutput(OutputStream out, Object value, AllowList allowed) throws IOException {
        super(out);
        this.value = value;
        this.allowed = allowed;
        enableReplaceObject(true);
    }

    static void write(OutputStream out, Object value, AllowList allowed) throws IOException {
        ValueOutput objects = new ValueOutput(out, value, allowed);
        objects.writeObject(value);
        objects.flush();
    }

    /**
     * Called for every object before it is written. When an object cannot be written, the superclass adds the exception to the
     * stream, which nobody will read: it, and what is in it, may pass. The reader would refuse an exception inside a value.
     */
    @Override
    protected Object replaceObject(Object object) throws IOException {
        failed |= object instanceof IOException && !allowed.admits(object.getClass());
        if (!failed && !(object instanceof Serializable && allowed.admits(object.getClass()))) {
            throw new WireException(allowed.refusal(object.getClass(), placeOf(object)));
        }
        return object;
    }

    private String placeOf(Object object) {
        String path = object == value ? null : ObjectPath.find(value, object);
        return path == null ? "" : " (found at " + path + ")";
    }
}
