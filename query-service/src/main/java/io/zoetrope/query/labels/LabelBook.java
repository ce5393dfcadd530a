package io.zoetrope.query.labels;

import io.zoetrope.domain.PlainText;
import io.zoetrope.query.labels.examples.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All labels of one tenant, as what was said makes them. Never changed: more that is said makes
 * another one.
 *
 * @param version of the last thing that was said; 0 if nothing was
 * @param labels by their ids, also those that are no more
 */
record LabelBook(long version, Map<String, BookedLabel> labels) {
    static final LabelBook EMPTY = new LabelBook(0, Map.of());

    /** Weight of what is no vector in an event or an example. */
    private static final int WORDS = 64;

    /**
     * @throws IllegalArgumentException if an event is not the next one
     */
    LabelBook and(Collection<LabelEvent> events) {
        Map<String, BookedLabel> next = new LinkedHashMap<>(labels);
        Map<String, List<LabelEvent>> fresh = new LinkedHashMap<>();
        long last = version;
        for (LabelEvent event : events) {
            if (event.version() != last + 1) {
                throw new IllegalArgumentException(
                        "version " + event.version() + " does not follow " + last);
            }
            last = event.version();
            fresh.computeIfAbsent(event.labelId(), id -> new ArrayList<>()).add(event);
        }
        fresh.forEach(
                (id, said) -> {
                    List<LabelEvent> all =
                            new ArrayList<>(
                                    next.containsKey(id) ? next.get(id).events() : List.of());
                    all.addAll(said);
                    next.put(id, BookedLabel.of(all));
                });
        return new LabelBook(last, next);
    }

    /** What a label, which may be new, becomes by one more thing said of it. */
    BookedLabel with(LabelEvent next) {
        BookedLabel known = labels.get(next.labelId());
        return known == null ? BookedLabel.of(List.of(next)) : known.and(next);
    }

    /** Those that are there, by name. */
    List<BookedLabel> standing() {
        return stream().sorted(Comparator.comparing(BookedLabel::name)).toList();
    }

    private Stream<BookedLabel> stream() {
        return labels.values().stream().filter(label -> !label.deleted());
    }

    /** One that is there. */
    Optional<BookedLabel> named(String name) {
        String composed = PlainText.composed(name);
        return stream().filter(label -> label.name().equals(composed)).findFirst();
    }

    /** One that is there, or else the last that was deleted under a name. */
    Optional<BookedLabel> everNamed(String name) {
        String composed = PlainText.composed(name);
        return named(name)
                .or(
                        () ->
                                labels.values().stream()
                                        .filter(label -> label.name().equals(composed))
                                        .max(Comparator.comparingLong(BookedLabel::version)));
    }

    /** Names that a label had, and that nobody else has now: findings lose them. */
    Set<String> left(BookedLabel label) {
        Set<String> names = new TreeSet<>(label.names());
        stream().forEach(other -> names.remove(other.name()));
        return names;
    }

    /** Names that labels had, and that none has now. */
    Set<String> gone() {
        Set<String> names = new TreeSet<>();
        labels.values().forEach(label -> names.addAll(label.names()));
        stream().forEach(label -> names.remove(label.name()));
        return names;
    }

    /** How much it holds in memory, about, in values of four bytes. */
    int weight() {
        long weight = 1;
        for (BookedLabel label : labels.values()) {
            for (LabelEvent event : label.events()) {
                weight += WORDS + weight(event.positives()) + weight(event.negatives());
            }
        }
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }

    private static long weight(List<Example> examples) {
        return examples.stream().mapToLong(each -> WORDS + each.vector().dimension()).sum();
    }
}
