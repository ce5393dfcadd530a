package io.zoetrope.query.labels;

import io.zoetrope.query.http.ApiError;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads labels in the background, one at a time and each for a while, and tells the job of each.
 * Any instance of the service does what is open and nobody is at; so what one leaves undone another
 * goes on with, or the same one after its start. A label that cannot be spread holds up no other.
 *
 * <p>Besides, {@link EndedVideos} are looked at, and what {@link UnscheduledLabels} finds is
 * scheduled.
 */
public final class SpreadLabels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpreadLabels.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** Of one label, while others wait. */
    private static final Duration SLICE = Duration.ofSeconds(20);

    private static final int MAX_TENANTS = 10_000;

    private final LabelLog log;
    private final SpreadLabel spread;
    private final LabelTasks tasks;
    private final EndedVideos videos;
    private final UnscheduledLabels unscheduled;
    private final Attempts attempts;
    private final BiConsumer<String, String> tellJob;
    private final Semaphore woken = new Semaphore(0);
    private final Thread worker = new Thread(this::run, "spread-labels");
    private volatile boolean closing;

    /**
     * @param tellJob takes the key and the text of a message on {@code video.control}; throws
     *     {@link ApiError} if it cannot be sent now
     */
    SpreadLabels(
            LabelLog log,
            SpreadLabel spread,
            LabelTasks tasks,
            EndedVideos videos,
            UnscheduledLabels unscheduled,
            Attempts attempts,
            BiConsumer<String, String> tellJob) {
        this.log = log;
        this.spread = spread;
        this.tasks = tasks;
        this.videos = videos;
        this.unscheduled = unscheduled;
        this.attempts = attempts;
        this.tellJob = tellJob;
        worker.setDaemon(true);
    }

    public SpreadLabels start() {
        worker.start();
        return this;
    }

    /** There is something to do. */
    void wake() {
        woken.release();
    }

    private void run() {
        while (!closing) {
            try {
                woken.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
            woken.drainPermits();
            apart("open tasks are not read", this::workOnAll);
            apart("ended videos are not read", this::lookAtVideos);
            apart("labels are not compared with tasks", this::schedule);
        }
    }

    private static void apart(String failed, Attempts.Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            // Whatever it is: it stays open, and is tried again.
            LOG.warn("labels: {} now: {}", failed, e.toString());
        }
    }

    private void workOnAll() throws IOException {
        for (LabelTask open : tasks.open()) {
            if (closing) {
                return;
            }
            // What is taught anew is tried at once.
            String id = open.labelId() + "@" + open.version();
            if (!EndedVideos.isWatch(open) && attempts.isDue(id)) {
                attempts.at(EndedVideos.isVideo(open) ? "video" : "label", id, () -> work(open));
            }
        }
    }

    private void work(LabelTask open) throws IOException {
        Optional<LabelTask> task = tasks.take(open.labelId());
        if (task.isPresent() && EndedVideos.isVideo(open)) {
            videos.again(task.get());
        } else if (task.isPresent()) {
            spread(task.get());
        }
    }

    private void spread(LabelTask task) throws IOException {
        Optional<Verdicts.Spread> label = spread.spread(task.tenant(), task.labelId());
        if (label.isEmpty()) {
            return;
        }
        if (!task.begun()) {
            // First: what the job writes from now on is right, and what it wrote is looked at.
            tellJob.accept(task.labelId(), ControlMessage.of(label.get().means()));
        }
        long begin = System.nanoTime();
        BooleanSupplier over = () -> System.nanoTime() - begin > SLICE.toNanos();
        spread.goOn(task, label.get(), () -> closing || over.getAsBoolean());
        if (over.getAsBoolean()) {
            wake();
        }
    }

    private void lookAtVideos() throws IOException {
        videos.look(log.tenants(MAX_TENANTS), () -> closing);
    }

    private void schedule() throws IOException {
        if (!closing && unscheduled.schedule()) {
            wake();
        }
    }

    /** Returns when the page that is worked on is done. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        wake();
        worker.join(TimeUnit.SECONDS.toMillis(5));
        worker.interrupt();
    }
}
