package io.zoetrope.query.labels;

import io.zoetrope.query.labels.examples.Example;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One thing that somebody said about a label, as the API shows it.
 *
 * @param undoes version of what an undo took back; null of anything else
 * @param undone whether it no longer counts
 */
public record SaidView(
        long version,
        String action,
        String name,
        List<String> positives,
        List<String> negatives,
        String author,
        String at,
        Long undoes,
        boolean undone) {
    static SaidView of(LabelEvent event, BookedLabel label) {
        return new SaidView(
                event.version(),
                event.action().name().toLowerCase(Locale.ROOT),
                event.name(),
                event.positives().stream().map(Example::id).toList(),
                event.negatives().stream().map(Example::id).toList(),
                event.author(),
                Instant.ofEpochMilli(event.atMs()).toString(),
                event.undoes() == 0 ? null : event.undoes(),
                label.undone().contains(event.version()));
    }
}
