package io.zoetrope.query.labels;

import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.labels.LabelledFindings.Changes;
import io.zoetrope.query.labels.LabelledFindings.Read;
import io.zoetrope.query.labels.LabelledFindings.Shown;
import io.zoetrope.query.labels.LabelledFindings.Standing;
import io.zoetrope.query.labels.examples.TeachableKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Spreads one label over all that a tenant has: its objects, then its moments, a page at a time. A
 * page that was not noted as done is done again, which changes nothing.
 *
 * <p>Labels are read before findings are changed by them, and whatever is said meanwhile may be
 * spread over the same findings before this writes. So they are read again after each change, and
 * what was said since is spread once more over what was changed: whoever comes second sees what the
 * first one said, since that can be found before any of it is spread.
 */
final class SpreadLabel {
    private static final List<String> NAMES =
            List.of(ObjectFields.LABELS, ObjectFields.LIKELY_LABELS, ObjectFields.NEGATIVE_LABELS);

    private final LabelLog log;
    private final LabelMeanings meanings;
    private final LabelledFindings findings;
    private final LabelTasks tasks;

    SpreadLabel(LabelLog log, LabelMeanings meanings, LabelledFindings findings, LabelTasks tasks) {
        this.log = log;
        this.meanings = meanings;
        this.findings = findings;
        this.tasks = tasks;
    }

    /** What a label means now, and whose names it leaves behind. */
    Optional<Verdicts.Spread> spread(String tenant, String labelId) throws IOException {
        LabelBook book = log.read(tenant);
        BookedLabel label = book.labels().get(labelId);
        return label == null ? Optional.empty() : Optional.of(spread(tenant, book, label));
    }

    private Verdicts.Spread spread(String tenant, LabelBook book, BookedLabel label)
            throws IOException {
        TaughtLabel means = meanings.of(tenant, label);
        return new Verdicts.Spread(label, means, book.version(), book.left(label));
    }

    /**
     * Goes on with a task that this instance has taken, until it is done, somebody else has it, or
     * the label means something else.
     *
     * @param stopping asked after each page
     */
    void goOn(LabelTask taken, Verdicts.Spread label, BooleanSupplier stopping) throws IOException {
        Optional<LabelTask> task = Optional.of(taken);
        if (taken.begun()) {
            againWhoHasTheNames(taken.tenant(), label.said());
        } else {
            long total = 0;
            for (TeachableKind kind : TeachableKind.ALL) {
                total += findings.count(kind, concerned(kind, taken.tenant(), label));
            }
            task = tasks.goOn(taken.outOf(total));
        }
        while (task.isPresent() && task.get().state() != LabelTask.State.DONE) {
            if (stopping.getAsBoolean()) {
                return;
            }
            task = tasks.goOn(page(task.get(), label));
        }
    }

    /**
     * A page may have taken a name away that another label had by then, and whoever wrote it ended,
     * or lost the index, before it looked again. From now on that name is left alone.
     */
    private void againWhoHasTheNames(String tenant, BookedLabel label) throws IOException {
        for (BookedLabel other : log.read(tenant).standing()) {
            if (!other.labelId().equals(label.labelId()) && label.names().contains(other.name())) {
                tasks.again(other.labelId(), label.labelId() + "@" + other.version());
            }
        }
    }

    private LabelTask page(LabelTask task, Verdicts.Spread label) throws IOException {
        Read read =
                findings.next(task.of(), concerned(task.of(), task.tenant(), label), task.cursor());
        if (read.findings().isEmpty()) {
            return task.of() == TeachableKind.OBJECT
                    ? task.goingOnWith(TeachableKind.MOMENT)
                    : task.ended();
        }
        change(task.tenant(), task.of(), Told.by(label), read.findings());
        return task.passed(read.cursor(), read.findings().size());
    }

    /** Some findings by their ids, at once. */
    void changeAtOnce(String tenant, Verdicts.Spread label, Collection<String> ids)
            throws IOException {
        for (TeachableKind kind : TeachableKind.ALL) {
            changeAtOnce(tenant, kind, label, ids);
        }
    }

    private void changeAtOnce(
            String tenant, TeachableKind kind, Verdicts.Spread label, Collection<String> ids)
            throws IOException {
        TermFilter these =
                new TermFilter()
                        .term(ObjectFields.TENANT, tenant)
                        .anyOf(kind.idField(), List.copyOf(ids));
        everyOf(tenant, kind, these, Told.by(label));
    }

    /**
     * All of one video, by all labels of a tenant. Names that none of them has are taken away: a
     * job that had forgotten so may have given them.
     *
     * @param book as it was read before this
     */
    void changeVideo(String tenant, String videoId, LabelBook book) throws IOException {
        List<Verdicts.Spread> labels = new ArrayList<>();
        for (BookedLabel label : book.standing()) {
            labels.add(spread(tenant, book, label));
        }
        Told told = new Told(book.version(), labels, book.gone());
        for (TeachableKind kind : TeachableKind.ALL) {
            TermFilter these =
                    new TermFilter()
                            .term(ObjectFields.TENANT, tenant)
                            .term(ObjectFields.VIDEO_ID, videoId);
            everyOf(tenant, kind, these, told);
        }
    }

    private void everyOf(String tenant, TeachableKind kind, TermFilter these, Told told)
            throws IOException {
        String cursor = "";
        Read read;
        do {
            read = findings.next(kind, these, cursor);
            change(tenant, kind, told, read.findings());
            cursor = read.cursor();
        } while (read.findings().size() == LabelledFindings.PAGE);
    }

    /**
     * What findings are changed by.
     *
     * @param asOf version of the tenant's labels
     * @param gone names that no label has
     */
    private record Told(long asOf, List<Verdicts.Spread> labels, Set<String> gone) {
        static Told by(Verdicts.Spread label) {
            return new Told(label.asOf(), List.of(label), Set.of());
        }

        /** Whether a label was said anew since, or has a name by now that these take away. */
        boolean isOutdatedBy(BookedLabel label) {
            return label.version() > asOf
                    && (gone.contains(label.name())
                            || labels.stream().anyMatch(each -> isOutdatedBy(each, label)));
        }

        private static boolean isOutdatedBy(Verdicts.Spread mine, BookedLabel label) {
            return mine.said().labelId().equals(label.labelId())
                    || mine.left().contains(label.name());
        }
    }

    /** Gives findings the names that labels say, in one request. */
    private void change(String tenant, TeachableKind kind, Told told, List<Standing> standing)
            throws IOException {
        List<Shown> shown = shown(tenant, kind, told.labels(), standing);
        Changes changes = findings.new Changes();
        List<String> changed = new ArrayList<>();
        for (Standing each : standing) {
            Verdicts before = each.names();
            Verdicts after = before.without(told.gone());
            for (int i = 0; i < shown.size(); i++) {
                after = after.by(told.labels().get(i), each.what(), shown.get(i).in(each));
            }
            if (changes.add(each, before, after)) {
                changed.add(each.what().id());
            }
        }
        changes.write();
        if (!changed.isEmpty()) {
            changeByWhatWasSaidSince(tenant, kind, told, changed);
        }
    }

    /** Where objects that have the labels are seen, a label each: moments have them too. */
    private List<Shown> shown(
            String tenant,
            TeachableKind kind,
            List<Verdicts.Spread> labels,
            List<Standing> standing)
            throws IOException {
        Set<String> videos =
                standing.stream().map(each -> each.what().videoId()).collect(Collectors.toSet());
        List<Shown> shown = new ArrayList<>();
        for (Verdicts.Spread label : labels) {
            shown.add(
                    kind == TeachableKind.MOMENT && !label.said().deleted()
                            ? findings.shown(tenant, label.said().name(), videos)
                            : Shown.NOTHING);
        }
        return shown;
    }

    private void changeByWhatWasSaidSince(
            String tenant, TeachableKind kind, Told told, List<String> changed) throws IOException {
        LabelBook now = log.read(tenant);
        for (BookedLabel label : now.labels().values()) {
            if (told.isOutdatedBy(label)) {
                changeAtOnce(tenant, kind, spread(tenant, now, label), changed);
            }
        }
    }

    /** Objects that can have it or do; all moments, since objects that have it are seen in them. */
    private static TermFilter concerned(TeachableKind kind, String tenant, Verdicts.Spread label) {
        TermFilter filter = new TermFilter().term(ObjectFields.TENANT, tenant);
        if (kind == TeachableKind.MOMENT) {
            return filter;
        }
        List<List<String>> each =
                label.means().models().stream()
                        .filter(model -> model.kind() == kind.finding())
                        .map(LabelModel::classes)
                        .toList();
        if (each.stream().anyMatch(List::isEmpty)) {
            return filter;
        }
        Set<String> classes = each.stream().flatMap(List::stream).collect(Collectors.toSet());
        return filter.eitherOf(ObjectFields.OBJECT_CLASS, classes, NAMES, label.said().names());
    }
}
