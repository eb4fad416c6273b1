package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.Muster;
import dev.muster.NotTransferableException;
import dev.muster.Workers;
import dev.muster.runtime.process.Carried.Label;
import dev.muster.runtime.process.Carried.Literal;
import dev.muster.runtime.process.Carried.Point;
import dev.muster.runtime.process.Carried.Sum;
import dev.muster.runtime.process.Carried.Tree;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values of all sorts of types go to a child process and come back equal. */
@ExtendWith(Leftovers.class)
class CarriedTest {
    @Test
    void valuesOfManyTypesComeBackEqual() {
        try (Muster muster = oneProcess().open()) {
            CarriedDispatcher carried = new CarriedDispatcher(new Carried(), muster);
            assertThat(carried.path(Path.of("a", "b")).join()).isEqualTo(Path.of("a", "b"));
            Sum sum = new Sum(new Literal(1), new Sum(new Literal(2), new Literal(3)));
            assertThat(carried.term(sum).join()).isEqualTo(sum);
            SortedMap<String, Tree> backwards = new TreeMap<>(Comparator.reverseOrder());
            backwards.put("a", new Tree(1, null, null));
            backwards.put("b", new Tree(2, null, null));
            assertThat(carried.sorted(backwards).join()).containsExactlyEntriesOf(backwards);
            assertThat(carried.any(new Point(1, 2)).join()).isEqualTo(new Point(1, 2));
            assertThat(carried.larger(new Point(1, 2), new Point(2, 1)).join()).isEqualTo(new Point(2, 1));
        }
    }

    @Test
    void aLambdaDoesNotCross() {
        try (Muster muster = oneProcess().open()) {
            Serializable lambda = (Runnable & Serializable) () -> {};
            var task = new CarriedDispatcher(new Carried(), muster).any(lambda);
            assertThat(catchThrowableOfType(NotTransferableException.class, task::join))
                    .hasMessageContaining("A lambda cannot cross");
        }
    }

    @Test
    void aValueNestedAsDeepAsIsAllowedCrossesAndADeeperOneIsRefused() {
        try (Muster muster = oneProcess().open()) {
            CarriedDispatcher carried = new CarriedDispatcher(new Carried(), muster);
            Tree deep = nested(2000);
            Tree back = carried.tree(deep).join();
            for (Tree at = deep; at != null; at = at.left(), back = back.left()) {
                assertThat(back.number()).isEqualTo(at.number());
            }
            var tooDeep = carried.tree(nested(2001));
            assertThat(catchThrowableOfType(NotTransferableException.class, tooDeep::join))
                    .hasMessageContaining("nested more than 2000 levels deep");
        }
    }

    private static Tree nested(int levels) {
        Tree tree = new Tree(1, null, null);
        for (int level = 2; level <= levels; level++) {
            tree = new Tree(level, tree, null);
        }
        return tree;
    }

    @Test
    void whatACodecCarriesNeedsNothingElse() {
        try (Muster muster = oneProcess().codec(new Carried.LabelCodec()).open()) {
            Label back = new CarriedDispatcher(new Carried(), muster)
                    .label(new Label("x"))
                    .join();
            assertThat(back.text).isEqualTo("x");
        }
    }

    @Test
    void aCodecThatWasForgottenIsNamed() {
        try (Muster muster = oneProcess().open()) {
            var task = new CarriedDispatcher(new Carried(), muster).label(new Label("x"));
            assertThat(catchThrowableOfType(NotTransferableException.class, task::join))
                    .hasMessageContaining("register a Codec for " + Label.class.getName());
        }
    }

    private static Muster.Builder oneProcess() {
        return Muster.builder().workers(Workers.PROCESSES, 1);
    }
}
