package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.LabelTaskFields;
import io.zoetrope.query.labels.examples.TeachableKind;
import java.util.Locale;

/**
 * How far a label has been spread.
 *
 * @param version of the label that is spread
 * @param of what is looked at; null before the first
 * @param cursor sort values of the last one that was looked at, JSON; empty at the beginning
 * @param done findings that were looked at
 * @param total findings to look at
 */
record LabelTask(
        String labelId,
        String tenant,
        long version,
        State state,
        TeachableKind of,
        String cursor,
        long done,
        long total) {
    /** The names stand in the index in lower case. */
    enum State {
        WAITING,
        RUNNING,
        DONE;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static LabelTask of(JsonNode task) {
        String of = task.path(LabelTaskFields.OF).asText();
        return new LabelTask(
                task.path(LabelTaskFields.LABEL_ID).asText(),
                task.path(LabelTaskFields.TENANT).asText(),
                task.path(LabelTaskFields.VERSION).asLong(),
                State.valueOf(task.path(LabelTaskFields.STATE).asText().toUpperCase(Locale.ROOT)),
                of.isEmpty() ? TeachableKind.OBJECT : TeachableKind.valueOf(of),
                task.path(LabelTaskFields.CURSOR).asText(),
                task.path(LabelTaskFields.DONE).asLong(),
                task.path(LabelTaskFields.TOTAL).asLong());
    }

    /** After a page of findings. */
    LabelTask passed(String newCursor, int more) {
        long looked = done + more;
        return new LabelTask(
                labelId, tenant, version, state, of, newCursor, looked, Math.max(total, looked));
    }

    /** At the beginning of another kind. */
    LabelTask goingOnWith(TeachableKind kind) {
        return new LabelTask(labelId, tenant, version, state, kind, "", done, total);
    }

    /** Whether its findings were counted: the job has been told before that. */
    boolean begun() {
        return total > 0;
    }

    LabelTask outOf(long all) {
        return new LabelTask(labelId, tenant, version, state, of, cursor, done, all);
    }

    LabelTask ended() {
        return new LabelTask(labelId, tenant, version, State.DONE, of, "", done, done);
    }
}
