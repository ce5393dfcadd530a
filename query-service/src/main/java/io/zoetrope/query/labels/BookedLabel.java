package io.zoetrope.query.labels;

import io.zoetrope.domain.PlainText;
import io.zoetrope.query.labels.LabelEvent.Action;
import io.zoetrope.query.labels.examples.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A label as all that was said about it makes it: what was undone does not count, and of one
 * example what was said last.
 *
 * @param name with accents in their letters, whatever events of before have
 * @param events all of them, oldest first
 * @param undone versions of those that do not count
 * @param positives by their ids, in the order in which they were given
 * @param negatives as {@code positives}
 */
record BookedLabel(
        String labelId,
        String name,
        boolean deleted,
        List<LabelEvent> events,
        Set<Long> undone,
        Map<String, Example> positives,
        Map<String, Example> negatives) {

    /**
     * @param events of one label, oldest first, at least one
     */
    static BookedLabel of(List<LabelEvent> events) {
        Set<Long> undone = new HashSet<>();
        events.forEach(event -> undone.add(event.undoes()));
        undone.remove(0L);
        String name = PlainText.composed(events.get(0).name());
        boolean deleted = true;
        Map<String, Example> positives = new LinkedHashMap<>();
        Map<String, Example> negatives = new LinkedHashMap<>();
        for (LabelEvent event : events) {
            if (event.action() == Action.UNDO || undone.contains(event.version())) {
                continue;
            }
            name = PlainText.composed(event.name());
            deleted = event.action() == Action.DELETE;
            move(event.positives(), positives, negatives);
            move(event.negatives(), negatives, positives);
        }
        return new BookedLabel(
                events.get(0).labelId(),
                name,
                deleted,
                List.copyOf(events),
                undone,
                positives,
                negatives);
    }

    private static void move(
            Collection<Example> said, Map<String, Example> to, Map<String, Example> from) {
        for (Example example : said) {
            from.remove(example.id());
            to.put(example.id(), example);
        }
    }

    /** With one more thing said. */
    BookedLabel and(LabelEvent next) {
        List<LabelEvent> all = new ArrayList<>(events);
        all.add(next);
        return of(all);
    }

    /** Of the last thing that was said about it. */
    long version() {
        return last().version();
    }

    LabelEvent last() {
        return events.get(events.size() - 1);
    }

    /** What an undo would take back: the last thing that counts. */
    Optional<LabelEvent> undoable() {
        for (int i = events.size() - 1; i >= 0; i--) {
            LabelEvent event = events.get(i);
            if (event.action() != Action.UNDO && !undone.contains(event.version())) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /** Every name that it ever had; one whose accents were written apart both ways. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (LabelEvent event : events) {
            names.add(event.name());
            names.add(PlainText.composed(event.name()));
        }
        return names;
    }

    int examples() {
        return positives.size() + negatives.size();
    }

    boolean isPositive(String id) {
        return positives.containsKey(id);
    }

    boolean isNegative(String id) {
        return negatives.containsKey(id);
    }
}
