package io.zoetrope.query.labels;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels of which something was said that is not among what is to be spread: between the two the
 * service ended, or the index did not answer. Some are compared at a time; a label that is no more
 * is compared too, since findings lose its name. For one thread.
 */
final class UnscheduledLabels {
    private static final Duration EACH = Duration.ofSeconds(30);

    /** Of each {@link LabelTasks#MOST} labels. */
    private static final int PAGES = 5;

    private final LabelLog log;
    private final LabelTasks tasks;
    private final Clock clock;
    private Instant next = Instant.MIN;
    private LabelLog.Versions last = LabelLog.Versions.NONE;

    UnscheduledLabels(LabelLog log, LabelTasks tasks, Clock clock) {
        this.log = log;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * Compares some more, if it is time for it.
     *
     * @return whether there is something to spread that was not to be
     */
    boolean schedule() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(EACH);
        boolean found = false;
        for (int page = 0; page < PAGES; page++) {
            last = log.versions(last, LabelTasks.MOST);
            found |= schedule(last.labels(), now);
            if (last.isLast()) {
                last = LabelLog.Versions.NONE;
                break;
            }
        }
        return found;
    }

    private boolean schedule(List<LabelLog.Version> labels, Instant now) throws IOException {
        Map<String, Long> scheduled = new HashMap<>();
        for (LabelTask task : tasks.of(labels.stream().map(LabelLog.Version::labelId).toList())) {
            scheduled.put(task.labelId(), task.version());
        }
        boolean found = false;
        for (LabelLog.Version label : labels) {
            if (scheduled.getOrDefault(label.labelId(), 0L) < label.version()) {
                tasks.schedule(label.tenant(), label.labelId(), label.version(), now.toString());
                found = true;
            }
        }
        return found;
    }
}
