package io.zoetrope.query.labels;

import io.zoetrope.query.labels.LabelTask.State;
import java.time.Instant;
import java.util.List;

/**
 * A label, as the API shows it.
 *
 * @param positives ids of objects and moments that people said have it
 * @param negatives ids of those that they said have it not
 * @param candidates look-alikes that nobody has judged, 100 at most; null in a list
 * @param labelled objects and moments that have it
 * @param version grows with everything that is said about the tenant's labels
 */
public record LabelView(
        String name,
        List<String> positives,
        List<String> negatives,
        Integer candidates,
        long labelled,
        long version,
        String author,
        String updatedAt,
        Spreading spreading) {
    /**
     * How far it has been spread.
     *
     * @param state {@code waiting}, {@code running} or {@code done}
     * @param done findings that were looked at
     * @param total findings to look at, as far as that is known
     */
    public record Spreading(String state, long done, long total) {}

    static LabelView of(BookedLabel label, Integer candidates, long labelled, LabelTask task) {
        LabelEvent last = label.last();
        Spreading spreading =
                task == null || task.version() < label.version()
                        ? new Spreading(State.WAITING.wire(), 0, 0)
                        : new Spreading(task.state().wire(), task.done(), task.total());
        return new LabelView(
                label.name(),
                List.copyOf(label.positives().keySet()),
                List.copyOf(label.negatives().keySet()),
                candidates,
                labelled,
                label.version(),
                last.author(),
                Instant.ofEpochMilli(last.atMs()).toString(),
                spreading);
    }
}
