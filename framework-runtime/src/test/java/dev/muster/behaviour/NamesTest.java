package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls are called, whoever starts them. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class NamesTest {
    private static final int STARTERS = 4;
    private static final int EACH = 300;

    private final Muster muster = Muster.open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);

    @AfterEach
    void close() {
        muster.close();
    }

    @DisplayName(
            "bodies and a caller start calls of two methods at once: each name is given once, and rises for each of them")
    @ParameterizedTest
    @EnumSource(names = {"THREADS", "CORES"})
    @SuppressWarnings("unchecked")
    void startersMeet(On on) {
        List<Task<Object>> starters = new ArrayList<>();
        for (int i = 0; i < STARTERS; i++) {
            starters.add(on.start(jobs, this::startMany));
        }
        List<List<String>> lists = new ArrayList<>();
        lists.add(startMany());
        starters.forEach(starter -> lists.add((List<String>) starter.join()));
        List<String> starterNames = starters.stream().map(Task::name).toList();
        assertThat(Stream.concat(starterNames.stream(), lists.stream().flatMap(List::stream)))
                .hasSize(STARTERS + (STARTERS + 1) * EACH)
                .doesNotHaveDuplicates();
        lists.forEach(names -> Stream.of("core", "thread")
                .forEach(method -> assertThat(numbers(names, method)).isSorted()));
    }

    /** Runs of one method, and changes from one to the other. */
    private List<String> startMany() {
        Callable<Object> nothing = () -> 0;
        List<Task<?>> tasks = IntStream.range(0, EACH)
                .<Task<?>>mapToObj(i -> i % 100 < 70 || i % 2 == 0 ? jobs.core(nothing) : jobs.thread(nothing))
                .toList();
        tasks.forEach(Task::join);
        return tasks.stream().map(Task::name).toList();
    }

    private static List<Integer> numbers(List<String> names, String method) {
        return names.stream()
                .filter(name -> name.startsWith(method))
                .map(name -> Integer.valueOf(name.substring(method.length() + 1)))
                .toList();
    }

    @Test
    @DisplayName("the first calls that a body starts follow each other")
    void fewFollowEachOther() {
        List<?> names =
                (List<?>) jobs.thread(() -> jobs.core(() -> Stream.of(jobs.square(1), jobs.square(2), jobs.square(3))
                                        .map(Task::name)
                                        .toList())
                                .join())
                        .join();
        assertThat(names).hasToString("[square-1, square-2, square-3]");
    }
}
