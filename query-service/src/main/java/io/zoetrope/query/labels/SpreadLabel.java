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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Spreads one label over all that a tenant has: its objects, then its moments, a page at a time. A
 * page that was not noted as done is done again, which changes nothing.
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
        if (label == null) {
            return Optional.empty();
        }
        TaughtLabel means = meanings.of(tenant, label);
        return Optional.of(new Verdicts.Spread(label, means, book.left(label)));
    }

    /**
     * Goes on with a task that this instance has taken, until it is done, somebody else has it, or
     * the label means something else.
     *
     * @param stopping asked after each page
     */
    void goOn(LabelTask taken, Verdicts.Spread label, BooleanSupplier stopping) throws IOException {
        Optional<LabelTask> task = Optional.of(taken);
        if (taken.total() == 0) {
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

    private LabelTask page(LabelTask task, Verdicts.Spread label) throws IOException {
        Read read =
                findings.next(task.of(), concerned(task.of(), task.tenant(), label), task.cursor());
        if (read.findings().isEmpty()) {
            return task.of() == TeachableKind.OBJECT
                    ? task.goingOnWith(TeachableKind.MOMENT)
                    : task.ended();
        }
        change(task.tenant(), task.of(), List.of(label), read.findings());
        return task.passed(read.cursor(), read.findings().size());
    }

    /** Some findings by their ids, at once. */
    void changeAtOnce(String tenant, Verdicts.Spread label, Collection<String> ids)
            throws IOException {
        for (TeachableKind kind : TeachableKind.ALL) {
            TermFilter these =
                    new TermFilter()
                            .term(ObjectFields.TENANT, tenant)
                            .anyOf(kind.idField(), List.copyOf(ids));
            everyOf(kind, these, standing -> change(tenant, kind, List.of(label), standing));
        }
    }

    /**
     * All of one video, by several labels.
     *
     * @param gone names that no label has: a job that had forgotten so may have given them
     */
    void changeVideo(String tenant, String videoId, List<Verdicts.Spread> labels, Set<String> gone)
            throws IOException {
        for (TeachableKind kind : TeachableKind.ALL) {
            TermFilter these =
                    new TermFilter()
                            .term(ObjectFields.TENANT, tenant)
                            .term(ObjectFields.VIDEO_ID, videoId);
            if (!gone.isEmpty()) {
                everyOf(kind, these, standing -> takeAway(gone, standing));
            }
            everyOf(kind, these, standing -> change(tenant, kind, labels, standing));
        }
    }

    private void takeAway(Set<String> gone, List<Standing> standing) throws IOException {
        Changes changes = findings.new Changes();
        for (Standing each : standing) {
            Verdicts before = each.names();
            changes.add(each, before, before.without(gone));
        }
        changes.write();
    }

    /** What is done with a page of findings. */
    @FunctionalInterface
    private interface Change {
        void of(List<Standing> standing) throws IOException;
    }

    private void everyOf(TeachableKind kind, TermFilter these, Change change) throws IOException {
        String cursor = "";
        while (true) {
            Read read = findings.next(kind, these, cursor);
            if (read.findings().isEmpty()) {
                return;
            }
            change.of(read.findings());
            cursor = read.cursor();
        }
    }

    /** Gives findings the names that labels say, in one request for each label. */
    void change(
            String tenant,
            TeachableKind kind,
            List<Verdicts.Spread> labels,
            List<Standing> standing)
            throws IOException {
        Set<String> videos =
                standing.stream().map(each -> each.what().videoId()).collect(Collectors.toSet());
        for (Verdicts.Spread label : labels) {
            Shown shown =
                    kind == TeachableKind.MOMENT && !label.said().deleted()
                            ? findings.shown(tenant, label.said().name(), videos)
                            : Shown.NOTHING;
            Changes changes = findings.new Changes();
            for (Standing each : standing) {
                Verdicts before = each.names();
                changes.add(each, before, before.by(label, each.what(), shown.in(each)));
            }
            changes.write();
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
