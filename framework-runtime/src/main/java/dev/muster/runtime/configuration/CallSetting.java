package dev.muster.runtime.configuration;

import dev.muster.spec.MethodSpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A setting of one method, or of several of one name: {@code call.Squares.square.workers = 8}. Immutable.
 *
 * @param type the class as people say it, with or without its package
 * @param method the method's name, or the prefix of its generated methods
 * @param change what it makes of a method
 */
record CallSetting(Setting setting, String type, String method, Member member, UnaryOperator<MethodSpec> change) {
    static final String FORM = "call.<Class>.<method>. and one of " + String.join(", ", Member.NAMES);

    /** What can be said of a method. */
    @SuppressWarnings("ImmutableEnumChecker") // the readers keep nothing
    enum Member {
        ON("on", Values::kind, MethodSpec::on),
        WORKERS("workers", Values::workers, MethodSpec::workers),
        TIMEOUT("timeout", Values::limit, MethodSpec::runLimit),
        WAIT("wait", Values::limit, MethodSpec::waitLimit),
        PRIORITY("priority", Values::priority, MethodSpec::priority);

        private static final List<String> NAMES =
                Arrays.stream(values()).map(Member::toString).toList();

        private final String key;
        private final Function<Setting, UnaryOperator<MethodSpec>> reader;

        <V> Member(String key, Function<Setting, V> value, BiFunction<MethodSpec, V, MethodSpec> change) {
            this.key = key;
            this.reader = setting -> {
                V said = value.apply(setting);
                return spec -> change.apply(spec, said);
            };
        }

        /** What a value makes of a method. */
        UnaryOperator<MethodSpec> read(Setting setting) {
            return reader.apply(setting);
        }

        @Override
        public String toString() {
            return key;
        }
    }

    /**
     * Reads a setting whose key begins with {@code call.}.
     *
     * @throws WrongSetting if key or value are wrong
     */
    static CallSetting read(Setting setting) {
        List<String> parts = SettingKeys.parts(setting.key());
        int last = parts.size() - 1;
        String name = parts.get(last);
        boolean whole = last >= 3 && SettingKeys.areIdentifiers(parts.subList(1, last));
        for (Member member : Member.values()) {
            if (whole && member.key.equals(name)) {
                String type = String.join(".", parts.subList(1, last - 1)).replace('$', '.');
                return new CallSetting(setting, type, parts.get(last - 1), member, member.read(setting));
            }
        }
        String why = whole ? "says something of a method that cannot be said" : "does not name a class and a method";
        throw WrongSetting.key(setting, why, FORM, whole ? SettingKeys.last(setting.key(), Member.NAMES) : "");
    }

    /** Whether it is about a method. */
    boolean concerns(MethodSpec spec) {
        return (type.equals(full(spec)) || type.equals(simple(spec)))
                && (method.equals(spec.name()) || method.equals(methodName(spec)));
    }

    /** Whether it holds rather than another one about the same method: it is stronger, or says more exactly what it is about. */
    boolean outdoes(CallSetting other, MethodSpec spec) {
        int stronger = Integer.compare(setting.strength(), other.setting.strength());
        return stronger != 0 ? stronger > 0 : exactness(spec) > other.exactness(spec);
    }

    private int exactness(MethodSpec spec) {
        boolean isFull = type.equals(full(spec)) && !full(spec).equals(simple(spec));
        return (isFull ? 2 : 0) + (method.equals(spec.name()) ? 1 : 0);
    }

    private static String full(MethodSpec spec) {
        return spec.type().replace('$', '.');
    }

    private static String simple(MethodSpec spec) {
        return spec.type().substring(spec.type().lastIndexOf('.') + 1).replace('$', '.');
    }

    private static String methodName(MethodSpec spec) {
        int end = spec.signature().indexOf('(');
        return end < 0 ? spec.signature() : spec.signature().substring(0, end);
    }

    /** The method without its parameters, for people: {@code Squares.square}. */
    static String name(MethodSpec spec) {
        return simple(spec) + "." + methodName(spec);
    }
}
