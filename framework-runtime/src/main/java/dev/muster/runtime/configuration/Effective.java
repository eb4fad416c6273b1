package dev.muster.runtime.configuration;

import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What holds for one method, and which settings made it so. Used by the thread that builds a dispatcher. */
final class Effective {
    static final String PERMITS = "permits.";

    private MethodSpec spec;
    private final Map<String, Setting> from = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    /** As the annotations say. */
    Effective(MethodSpec declared) {
        this.spec = declared;
    }

    MethodSpec spec() {
        return spec;
    }

    /** The setting of a member, such as {@code workers} or {@code permits.database}; null where the annotations hold. */
    @Nullable
    Setting from(String member) {
        return from.get(member);
    }

    /** What differs from the annotations, in lines for people. */
    List<String> differences() {
        return differences;
    }

    /** Says something of the method that a setting said. */
    void change(String member, Setting setting, UnaryOperator<MethodSpec> change) {
        MethodSpec changed = change.apply(spec);
        from.put(member, setting);
        if (!changed.equals(spec)) {
            differences.add(
                    CallSetting.name(spec) + ": " + member + " = " + setting.text() + " (" + setting.place() + ")");
            spec = changed;
        }
    }

    /** Lets there be as many permits of a name as a setting said. */
    void changePermits(String name, Setting setting) {
        int count = Values.permits(setting);
        Claim[] claims = spec.terms().claims().stream()
                .map(claim ->
                        claim instanceof Claim.Permits permits && permits.name().equals(name)
                                ? new Claim.Permits(name, count, permits.take(), permits.scope(), permits.keys())
                                : claim)
                .toArray(Claim[]::new);
        change(PERMITS + name, setting, old -> old.claims(claims));
    }
}
