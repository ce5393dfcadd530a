package io.zoetrope.query.labels;

import io.zoetrope.query.labels.examples.Example;
import java.util.List;

/**
 * One thing that somebody said about a tenant's labels. Nothing that was said is ever changed.
 *
 * @param version counts from 1 within the tenant, without gaps
 * @param labelId of the label that it is about
 * @param name of the label from here on, as it was said: older ones may have accents apart
 * @param undoes of an undo the version that no longer counts; else 0
 * @param atMs epoch milliseconds
 */
record LabelEvent(
        long version,
        String labelId,
        Action action,
        String name,
        List<Example> positives,
        List<Example> negatives,
        long undoes,
        String author,
        long atMs) {
    /** What is done; the names stand in the index in lower case. */
    enum Action {
        /** Examples are given; the first makes the label. */
        TEACH,
        /** As {@link #TEACH}, from a file. */
        IMPORT,
        RENAME,
        DELETE,
        /** The last thing that counted no longer does. */
        UNDO
    }

    boolean teaches() {
        return action == Action.TEACH || action == Action.IMPORT;
    }
}
