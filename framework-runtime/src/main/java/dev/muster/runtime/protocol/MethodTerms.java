package dev.muster.runtime.protocol;

import dev.muster.At;
import dev.muster.Mode;
import dev.muster.Scope;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import dev.muster.spec.Terms;
import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a call that a body in a child makes, for those who admit it.
 *
 * <p>Layout: {@code String} type and signature; {@code long} the wait limit in nanoseconds; {@code int} and as many {@code String}
 * names of key parameters and {@code byte[]} values (see {@link Keys}); {@code int} and as many claims; {@code int} and as many
 * events to fire. A claim is a {@code byte}, its kind, then {@code String} name, {@code int} amount (permits or parties), {@code
 * int} take, {@code byte} mode or place, and {@code int} and as many {@code String} keys.
 *
 * @param spec the method, with as much of its terms as matters here; all scopes are the runtime's
 * @param keys the values of the key parameters
 */
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"}) // never compared; two constants each, told apart by 0 and 1
public record MethodTerms(MethodSpec spec, Object[] keys) {
    private static final byte LOCK = 0;
    private static final byte PERMITS = 1;
    private static final byte EVENT = 2;
    private static final byte BARRIER = 3;
    private static final int MOST = 1_000;

    /** The bytes that say this. */
    public byte[] toBytes() {
        return Fields.bytes(this::write);
    }

    private void write(WireWriter out) throws IOException {
        Terms terms = spec.terms();
        out.putString(spec.type());
        out.putString(spec.signature());
        out.putLong(terms.waitLimit().toNanos());
        out.putInt(keys.length);
        for (int i = 0; i < keys.length; i++) {
            out.putString(terms.keys().get(i));
            out.putBytes(Keys.write(keys[i]));
        }
        out.putInt(terms.claims().size());
        for (Claim claim : terms.claims()) {
            write(claim, out);
        }
        out.putInt(terms.fires().size());
        for (Claim event : terms.fires()) {
            write(event, out);
        }
    }

    private static void write(Claim claim, WireWriter out) throws IOException {
        if (claim instanceof Claim.Lock lock) {
            write(out, LOCK, claim, 0, 0, lock.mode().ordinal());
        } else if (claim instanceof Claim.Permits permits) {
            write(out, PERMITS, claim, permits.permits(), permits.take(), 0);
        } else if (claim instanceof Claim.Barrier barrier) {
            write(out, BARRIER, claim, barrier.parties(), 0, barrier.at().ordinal());
        } else {
            write(out, EVENT, claim, 0, 0, 0);
        }
    }

    private static void write(WireWriter out, byte kind, Claim claim, int amount, int take, int how)
            throws IOException {
        out.putByte(kind);
        out.putString(claim.name());
        out.putInt(amount);
        out.putInt(take);
        out.putByte((byte) how);
        out.putInt(claim.keys().size());
        for (String key : claim.keys()) {
            out.putString(key);
        }
    }

    /** Reads the bytes; {@code loader} finds the classes of keys. */
    public static MethodTerms read(byte[] bytes, @Nullable ClassLoader loader) throws IOException {
        ByteArrayInputStream source = new ByteArrayInputStream(bytes);
        WireReader in = new WireReader(source::read, List.of(), loader);
        MethodSpec spec =
                MethodSpec.of(Fields.getString(in), Fields.getString(in)).blocking();
        Duration waitLimit = Duration.ofNanos(in.getLong());
        int keys = count(in);
        List<String> names = new ArrayList<>();
        Object[] values = new Object[keys];
        for (int i = 0; i < keys; i++) {
            names.add(Fields.getString(in));
            values[i] = Keys.read(Objects.requireNonNull(in.getBytes()), loader);
        }
        List<Claim> claims = claims(in);
        List<Claim.Event> fires = new ArrayList<>();
        for (Claim claim : claims(in)) {
            if (claim instanceof Claim.Event event) {
                fires.add(event);
            }
        }
        return new MethodTerms(
                spec.terms(Terms.NONE.keys(names).claims(claims).fires(fires).waitLimit(waitLimit)), values);
    }

    private static List<Claim> claims(WireReader in) throws IOException {
        int count = count(in);
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            claims.add(claim(in));
        }
        return claims;
    }

    private static Claim claim(WireReader in) throws IOException {
        byte kind = in.getByte();
        String name = Fields.getString(in);
        int amount = in.getInt();
        int take = in.getInt();
        byte how = in.getByte();
        List<String> keys = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            keys.add(Fields.getString(in));
        }
        return switch (kind) {
            case LOCK -> new Claim.Lock(name, how == 0 ? Mode.EXCLUSIVE : Mode.SHARED, Scope.RUNTIME, keys);
            case PERMITS -> new Claim.Permits(name, amount, take, Scope.RUNTIME, keys);
            case BARRIER -> new Claim.Barrier(name, amount, how == 0 ? At.ENTRY : At.EXIT, keys);
            case EVENT -> new Claim.Event(name, keys);
            default -> throw new IOException("not a kind of claim: " + kind);
        };
    }

    private static int count(WireReader in) throws IOException {
        int count = in.getInt();
        if (count < 0 || count > MOST) {
            throw new IOException("not a number of claims or keys: " + count);
        }
        return count;
    }
}
