package dev.muster.behaviour.policy;

import dev.muster.policy.AroundPolicy;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.PolicyCall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Methods that give what their annotations say, once that has been through the source of a dispatcher. */
class Saying {
    static final String CONTROLS = "\0 \1 \b \t \n \f \r \33 \177 \u0085";
    static final String SEPARATORS = "a\u2028b\u2029c\r\n\u000bd";
    static final String QUOTES = "\" ' \\ \\\" \\u0041 %s $S $L $$ $> $[ /* */ // \"\"\"";
    static final String ABROAD = "größe 名前 \ud83d\ude00 \ufeff\uffff";
    static final String HALVES = "\ude00\ud83d";

    /** Its policy answers for the method. */
    @EnforcedBy(Answer.class)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Says {
        String value();
    }

    static final class Answer implements AroundPolicy {
        private final String text;

        Answer(String value) {
            this.text = value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <R> R around(PolicyCall<R> call) {
            return (R) text;
        }
    }

    @Says("")
    String nothing() {
        return "no";
    }

    @Says(CONTROLS)
    String controls() {
        return "no";
    }

    @Says(SEPARATORS)
    String separators() {
        return "no";
    }

    @Says(QUOTES)
    String quotes() {
        return "no";
    }

    @Says(ABROAD)
    String abroad() {
        return "no";
    }

    @Says(HALVES)
    String halves() {
        return "no";
    }
}
