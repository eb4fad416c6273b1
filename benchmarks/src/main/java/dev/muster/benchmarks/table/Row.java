package dev.muster.benchmarks.table;

import java.util.List;

/**
 * One work, Muster's way to do it, the rivals', and the goals.
 *
 * @param id such as T5, and what follows after a slash tells rows of one id apart
 */
record Row(String id, String work, Side own, List<? extends Side> rivals, List<Goal> goals) {
    /** Whether it was asked for: by its whole id, by the part before the slash, or by the letter. */
    boolean isOf(String wanted) {
        return id.equals(wanted) || id.startsWith(wanted + "/") || (wanted.length() == 1 && id.startsWith(wanted));
    }
}
