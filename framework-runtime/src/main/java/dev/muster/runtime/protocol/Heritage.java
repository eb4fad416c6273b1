package dev.muster.runtime.protocol;

import dev.muster.ProcessOptions;
import dev.muster.WhenFull;
import dev.muster.Workers;
import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a child's own runtime takes over from its parent's, so that bodies find the same one everywhere.
 *
 * @param queueLimit the most works that wait in one pool
 * @param whenFull what becomes of one more
 * @param queues the same for pools by name
 * @param pools the sizes of pools that differ from the defaults
 * @param options how the child's own children are started; their environment and working directory are the child's,
 *     and none is started ahead
 * @param settings what is configured, the weakest first
 */
public record Heritage(
        int queueLimit,
        WhenFull whenFull,
        List<Queue> queues,
        List<Pool> pools,
        ProcessOptions options,
        List<Setting> settings) {
    /**
     * The size of a pool.
     *
     * @param name its name, or empty for the default pool of its kind
     */
    public record Pool(String name, Workers kind, int size) {}

    /** The most works that wait in the pool of a name, and what then. */
    public record Queue(String pool, int calls, WhenFull then) {}

    /**
     * A key and its value.
     *
     * @param strength of two settings of one thing the one with the higher strength holds
     * @param place where it stands, in words
     */
    public record Setting(int strength, String key, String value, String place) {}

    /** The bytes that say this. */
    public byte[] toBytes() {
        return Fields.bytes(this::write);
    }

    private void write(WireWriter out) throws IOException {
        out.putInt(queueLimit);
        out.putString(whenFull.name());
        putQueues(out);
        out.putInt(pools.size());
        for (Pool pool : pools) {
            out.putString(pool.name());
            out.putString(pool.kind().name());
            out.putInt(pool.size());
        }
        putOptions(out);
        putSettings(out);
    }

    private void putQueues(WireWriter out) throws IOException {
        out.putInt(queues.size());
        for (Queue queue : queues) {
            out.putString(queue.pool());
            out.putInt(queue.calls());
            out.putString(queue.then().name());
        }
    }

    private static List<Queue> getQueues(WireReader in) throws IOException {
        int size = in.getInt();
        List<Queue> queues = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            queues.add(new Queue(Fields.getString(in), in.getInt(), WhenFull.valueOf(Fields.getString(in))));
        }
        return queues;
    }

    private void putOptions(WireWriter out) throws IOException {
        out.putString(options.heap().orElse(null));
        Fields.putStrings(out, options.jvmArguments());
        out.putString(options.memoryLimit().orElse(null));
        out.putString(options.initializer().orElse(null));
        out.putBoolean(options.outputPrefix());
        out.putBoolean(options.classArchive());
        out.putInt(options.callsPerWorker());
        out.putLong(options.idleExpiry().toMillis());
        out.putLong(options.startLimit().toMillis());
        out.putLong(options.livenessLimit().toMillis());
        out.putLong(options.grace().toMillis());
    }

    private void putSettings(WireWriter out) throws IOException {
        out.putInt(settings.size());
        for (Setting setting : settings) {
            out.putInt(setting.strength());
            out.putString(setting.key());
            out.putString(setting.value());
            out.putString(setting.place());
        }
    }

    /** Reads the bytes. */
    public static Heritage of(byte[] bytes) throws IOException {
        ByteArrayInputStream source = new ByteArrayInputStream(bytes);
        try {
            return readValid(new WireReader(source::read, List.of(), null));
        } catch (IllegalArgumentException noOption) {
            throw new IOException("what no parent would hand on: " + noOption.getMessage(), noOption);
        }
    }

    private static Heritage readValid(WireReader in) throws IOException {
        return new Heritage(
                in.getInt(),
                WhenFull.valueOf(Fields.getString(in)),
                getQueues(in),
                getPools(in),
                getOptions(in),
                getSettings(in));
    }

    private static List<Setting> getSettings(WireReader in) throws IOException {
        int size = in.getInt();
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            settings.add(new Setting(in.getInt(), Fields.getString(in), Fields.getString(in), Fields.getString(in)));
        }
        return settings;
    }

    private static List<Pool> getPools(WireReader in) throws IOException {
        int size = in.getInt();
        List<Pool> pools = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pools.add(new Pool(Fields.getString(in), Workers.valueOf(Fields.getString(in)), in.getInt()));
        }
        return pools;
    }

    private static ProcessOptions getOptions(WireReader in) throws IOException {
        String heap = in.getString();
        ProcessOptions options =
                ProcessOptions.defaults().jvmArguments(Fields.getStrings(in).toArray(new String[0]));
        if (heap != null) {
            options = options.heap(heap);
        }
        String memoryLimit = in.getString();
        if (memoryLimit != null) {
            options = options.memoryLimit(memoryLimit);
        }
        String initializer = in.getString();
        if (initializer != null) {
            options = options.initializer(initializer);
        }
        options = options.outputPrefix(in.getBoolean()).classArchive(in.getBoolean());
        int callsPerWorker = in.getInt();
        if (callsPerWorker > 0) {
            options = options.callsPerWorker(callsPerWorker);
        }
        return options.idleExpiry(getDuration(in))
                .startLimit(getDuration(in))
                .livenessLimit(getDuration(in))
                .grace(getDuration(in));
    }

    private static Duration getDuration(WireReader in) throws IOException {
        return Duration.ofMillis(Math.max(1, in.getLong()));
    }
}
