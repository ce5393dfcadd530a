package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.labels.LabelEvent.Action;
import io.zoetrope.query.labels.examples.Example;
import io.zoetrope.query.labels.examples.FindingReader;
import io.zoetrope.query.labels.files.FiledLabel;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What people say about labels: checked, written down, true of what they pointed at when this
 * returns, and left to be spread over the rest. Thread-safe.
 */
final class Teaching {
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
            String said,
            List<String> positives,
            List<String> negatives,
            String author)
            throws IOException {
        String name = LabelRules.name(said);
        LabelRules.requireNoneTwice(positives, negatives);
        Map<String, Example> known = examples(tenant, positives, negatives);
        return said(
                tenant,
                book ->
                        teaching(
                                tenant,
                                book,
                                Action.TEACH,
                                name,
                                named(positives, known, "positives"),
                                named(negatives, known, "negatives"),
                                author));
    }

    /**
     * All are checked, one after the other as they will be said, before the first is said.
     *
     * @return those of the file, as they are then
     * @throws ApiError 400 or 409 naming the label that is wrong; nothing has changed
     */
    List<BookedLabel> importing(String tenant, List<FiledLabel> labels, String author)
            throws IOException {
        LabelBook checked = log.read(tenant);
        for (int i = 0; i < labels.size(); i++) {
            try {
                checked = checked.and(List.of(importing(tenant, checked, labels.get(i), author)));
            } catch (ApiError e) {
                throw e.below("labels[" + i + "]");
            }
        }
        List<BookedLabel> made = new ArrayList<>();
        for (FiledLabel label : labels) {
            made.add(said(tenant, book -> importing(tenant, book, label, author)));
        }
        return made;
    }

    private LabelEvent importing(String tenant, LabelBook book, FiledLabel label, String author) {
        String name = LabelRules.name(label.name());
        LabelRules.requireNoneTwice(ids(label.positives()), ids(label.negatives()));
        return teaching(
                tenant, book, Action.IMPORT, name, label.positives(), label.negatives(), author);
    }

    private static List<String> ids(List<Example> examples) {
        return examples.stream().map(Example::id).toList();
    }

    private LabelEvent teaching(
            String tenant,
            LabelBook book,
            Action action,
            String name,
            List<Example> positives,
            List<Example> negatives,
            String author) {
        long version = book.version() + 1;
        LabelEvent event =
                new LabelEvent(
                        version,
                        book.named(name)
                                .map(BookedLabel::labelId)
                                .orElseGet(() -> VideoIds.labelId(tenant, version)),
                        action,
                        name,
                        positives,
                        negatives,
                        0,
                        author,
                        clock.millis());
        LabelRules.requireTeachable(tenant, book, event);
        return event;
    }

    /**
     * What was said last about a label no longer counts; also the removal of one.
     *
     * @param version of the label as the author knows it; empty for whatever it is
     * @throws ApiError 409 if it has another version, or nothing is left of it
     */
    BookedLabel undo(String tenant, String name, OptionalLong version, String author)
            throws IOException {
        return said(
                tenant,
                book -> {
                    BookedLabel label = require(book.everNamed(name));
                    if (version.isPresent() && version.getAsLong() != label.version()) {
                        throw new ApiError(
                                409,
                                "changed",
                                "something else was said of this label meanwhile",
                                "version: " + label.version());
                    }
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
                        LabelRules.requireFree(book, after.name(), label.labelId());
                    }
                    return undo;
                });
    }

    BookedLabel rename(String tenant, String name, String said, String author) throws IOException {
        String to = LabelRules.name(said);
        return said(
                tenant,
                book -> {
                    BookedLabel label = require(book.named(name));
                    LabelRules.requireFree(book, to, label.labelId());
                    LabelEvent renaming = about(book, label, Action.RENAME, to, author);
                    LabelRules.requireTold(tenant, label.and(renaming));
                    return renaming;
                });
    }

    BookedLabel delete(String tenant, String name, String author) throws IOException {
        return said(
                tenant,
                book -> {
                    BookedLabel label = require(book.named(name));
                    return about(book, label, Action.DELETE, label.name(), author);
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
                            made[0] = what.apply(before);
                            return made[0];
                        });
        BookedLabel label = book.labels().get(made[0].labelId());
        tasks.schedule(tenant, label.labelId(), label.version(), clock.instant().toString());
        Optional<Verdicts.Spread> means = spread.spread(tenant, label.labelId());
        if (means.isPresent()) {
            spread.changeAtOnce(tenant, means.get(), touched(label, made[0]));
        }
        wake.run();
        return label;
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
}
