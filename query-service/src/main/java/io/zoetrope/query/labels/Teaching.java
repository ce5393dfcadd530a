package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.labels.LabelEvent.Action;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What people say about labels: checked, written down, true of what they pointed at when this
 * returns, and left to be spread over the rest. Thread-safe.
 */
final class Teaching {
    private static final Set<String> OTHER_PATHS = Set.of("export", "import");

    private final LabelLog log;
    private final FindingReader findings;
    private final SpreadLabel spread;
    private final LabelTasks tasks;
    private final Runnable wake;
    private final Clock clock;

    /**
     * @param wake is told that there is something to spread
     */
    Teaching(
            LabelLog log,
            FindingReader findings,
            SpreadLabel spread,
            LabelTasks tasks,
            Runnable wake,
            Clock clock) {
        this.log = log;
        this.findings = findings;
        this.spread = spread;
        this.tasks = tasks;
        this.wake = wake;
        this.clock = clock;
    }

    /**
     * @param positives ids of objects and moments
     * @throws ApiError 400 or 404 naming what is wrong
     */
    BookedLabel teach(
            String tenant,
            String name,
            List<String> positives,
            List<String> negatives,
            String author)
            throws IOException {
        requireName(name);
        Set<String> both = new HashSet<>(positives);
        both.retainAll(negatives);
        if (!both.isEmpty()) {
            throw ApiError.invalid(
                    both.iterator().next() + " is both positive and negative", "negatives");
        }
        Map<String, Example> known = examples(tenant, positives, negatives);
        return said(
                tenant,
                book ->
                        teaching(
                                book,
                                Action.TEACH,
                                name,
                                named(positives, known, "positives"),
                                named(negatives, known, "negatives"),
                                author));
    }

    /**
     * @param positives with what their models saw, from a file
     */
    BookedLabel importing(
            String tenant,
            String name,
            List<Example> positives,
            List<Example> negatives,
            String author)
            throws IOException {
        requireName(name);
        return said(
                tenant, book -> teaching(book, Action.IMPORT, name, positives, negatives, author));
    }

    private LabelEvent teaching(
            LabelBook book,
            Action action,
            String name,
            List<Example> positives,
            List<Example> negatives,
            String author) {
        long version = book.version() + 1;
        Optional<BookedLabel> label = book.named(name);
        if (label.isEmpty() && book.standing().size() >= LabelLimits.MAX_LABELS) {
            throw new ApiError(
                    409, "too_many_labels", "a tenant has at most " + LabelLimits.MAX_LABELS);
        }
        if (label.isEmpty() && positives.isEmpty()) {
            throw ApiError.invalid("a new label needs a positive example", "positives");
        }
        LabelEvent event =
                new LabelEvent(
                        version,
                        label.map(BookedLabel::labelId).orElse(""),
                        action,
                        name,
                        positives,
                        negatives,
                        0,
                        author,
                        clock.millis());
        if (label.map(known -> known.and(event).examples()).orElse(0) > LabelLimits.MAX_EXAMPLES) {
            throw new ApiError(
                    409,
                    "too_many_examples",
                    "a label has at most " + LabelLimits.MAX_EXAMPLES + " examples");
        }
        return event;
    }

    /** What was said last about a label no longer counts; also the removal of one. */
    BookedLabel undo(String tenant, String name, String author) throws IOException {
        return said(
                tenant,
                book -> {
                    BookedLabel label = require(book.everNamed(name));
                    LabelEvent last =
                            label.undoable()
                                    .orElseThrow(
                                            () ->
                                                    new ApiError(
                                                            409,
                                                            "nothing_to_undo",
                                                            "nothing is left of this label"));
                    LabelEvent undo =
                            new LabelEvent(
                                    book.version() + 1,
                                    label.labelId(),
                                    Action.UNDO,
                                    label.name(),
                                    List.of(),
                                    List.of(),
                                    last.version(),
                                    author,
                                    clock.millis());
                    BookedLabel after = label.and(undo);
                    if (!after.deleted()) {
                        requireFree(book, after.name(), label.labelId());
                    }
                    return undo;
                });
    }

    BookedLabel rename(String tenant, String name, String to, String author) throws IOException {
        requireName(to);
        return said(
                tenant,
                book -> {
                    BookedLabel label = require(book.named(name));
                    requireFree(book, to, label.labelId());
                    return about(book, label, Action.RENAME, to, author);
                });
    }

    BookedLabel delete(String tenant, String name, String author) throws IOException {
        return said(
                tenant,
                book -> {
                    BookedLabel label = require(book.named(name));
                    return about(book, label, Action.DELETE, name, author);
                });
    }

    private LabelEvent about(
            LabelBook book, BookedLabel label, Action action, String name, String author) {
        return new LabelEvent(
                book.version() + 1,
                label.labelId(),
                action,
                name,
                List.of(),
                List.of(),
                0,
                author,
                clock.millis());
    }

    private BookedLabel said(String tenant, Function<LabelBook, LabelEvent> what)
            throws IOException {
        LabelEvent[] made = new LabelEvent[1];
        LabelBook book =
                log.say(
                        tenant,
                        before -> {
                            made[0] = withId(tenant, what.apply(before));
                            return made[0];
                        });
        BookedLabel label = book.labels().get(made[0].labelId());
        tasks.schedule(tenant, label, clock.instant().toString());
        Optional<Verdicts.Spread> means = spread.spread(tenant, label.labelId());
        if (means.isPresent()) {
            spread.changeAtOnce(tenant, means.get(), touched(label, made[0]));
        }
        wake.run();
        return label;
    }

    private static LabelEvent withId(String tenant, LabelEvent event) {
        return event.labelId().isEmpty()
                ? new LabelEvent(
                        event.version(),
                        VideoIds.labelId(tenant, event.version()),
                        event.action(),
                        event.name(),
                        event.positives(),
                        event.negatives(),
                        event.undoes(),
                        event.author(),
                        event.atMs())
                : event;
    }

    /** What it was said of: of a change of the whole label, all its examples. */
    private static Set<String> touched(BookedLabel label, LabelEvent event) {
        Stream<Example> examples =
                event.teaches()
                        ? Stream.concat(event.positives().stream(), event.negatives().stream())
                        : label.events().stream()
                                .flatMap(
                                        each ->
                                                Stream.concat(
                                                        each.positives().stream(),
                                                        each.negatives().stream()));
        Set<String> ids = new LinkedHashSet<>();
        examples.limit(LabelLimits.MAX_EXAMPLES).forEach(example -> ids.add(example.id()));
        return ids;
    }

    private Map<String, Example> examples(
            String tenant, List<String> positives, List<String> negatives) throws IOException {
        List<String> ids = new ArrayList<>(positives);
        ids.addAll(negatives);
        Map<String, Example> known = new HashMap<>();
        for (JsonNode document : findings.find(tenant, ids)) {
            Example example = Example.of(document);
            known.put(example.id(), example);
        }
        return known;
    }

    private static List<Example> named(List<String> ids, Map<String, Example> known, String field) {
        List<Example> examples = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Example example = known.get(id);
            if (example == null) {
                throw new ApiError(
                        404, "not_found", "no object or moment has this id", field + ": " + id);
            }
            if (example.vector().dimension() == 0) {
                throw ApiError.invalid("no model has seen how this one looks", field + ": " + id);
            }
            examples.add(example);
        }
        return examples;
    }

    static BookedLabel require(Optional<BookedLabel> label) {
        return label.orElseThrow(() -> ApiError.notFound("this label"));
    }

    private static void requireFree(LabelBook book, String name, String labelId) {
        book.named(name)
                .filter(other -> !other.labelId().equals(labelId))
                .ifPresent(
                        other -> {
                            throw new ApiError(
                                    409, "name_taken", "another label has this name", name);
                        });
    }

    private static void requireName(String name) {
        if (name == null || !LabelLimits.isName(name) || OTHER_PATHS.contains(name)) {
            throw ApiError.invalid(
                    "a name has 1 to "
                            + LabelLimits.MAX_NAME
                            + " characters that can be seen, and is not export or import",
                    "name");
        }
    }
}
