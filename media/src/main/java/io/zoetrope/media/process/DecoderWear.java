package io.zoetrope.media.process;

import java.io.InterruptedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much a decoder's process has used of what it may have in all. For one thread. */
final class DecoderWear {
    private static final Logger LOG = LoggerFactory.getLogger(DecoderWear.class);

    private final Process process;
    private final DecoderSettings settings;
    private int requests;
    private long limitSeconds;

    DecoderWear(Process process, DecoderSettings settings) {
        this.process = process;
        this.settings = settings;
        limitSeconds = settings.processorTime().toSeconds();
    }

    /** A video is opened, or a range of it read. */
    void request() {
        requests++;
    }

    /** Whether a fresh process should take over before it is asked for more. */
    boolean isWorn() {
        return requests >= settings.renewAfter()
                || Confinement.residentBytes(process.pid()) > settings.memoryBytes() / 2
                || usedSeconds() > settings.processorTime().toSeconds() / 2;
    }

    private long usedSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toSeconds();
    }

    /**
     * Sees to it that processor time is left for one more request of a process that goes on though
     * it is worn: it only adds up, and what bounds a request is its deadline.
     */
    void goOn() throws InterruptedIOException {
        long all = settings.processorTime().toSeconds();
        long used = usedSeconds();
        if (limitSeconds - used > all / 2) {
            return;
        }
        if (Confinement.allow(process.pid(), used + all)) {
            limitSeconds = used + all;
        } else if (Confinement.isPossible()) {
            LOG.warn("decoder's process {} has little processor time left", process.pid());
        }
    }
}
