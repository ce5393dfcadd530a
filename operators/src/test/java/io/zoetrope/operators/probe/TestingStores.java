package io.zoetrope.operators.probe;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.StoreName;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.DecodersBusy;
import io.zoetrope.operators.TestingReader;
import io.zoetrope.operators.VideoAccess;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stores that are up, down or silent as a test says. Its state is static, because functions are
 * copied before they run: one test at a time.
 */
final class TestingStores {
    /** Stores that fail every call. */
    static final Map<String, IOException> DOWN = new ConcurrentHashMap<>();

    /** Uris that fail although their store is up. */
    static final Map<String, IOException> BROKEN = new ConcurrentHashMap<>();

    /** Stores that say nothing until the latch opens. */
    static final Map<String, CountDownLatch> SILENT = new ConcurrentHashMap<>();

    static final AtomicInteger calls = new AtomicInteger();

    /** Calls that are held up now. */
    static final AtomicInteger silent = new AtomicInteger();

    private TestingStores() {}

    static void reset() {
        TestingReader.reset();
        DOWN.clear();
        BROKEN.clear();
        SILENT.clear();
        calls.set(0);
    }

    static VideoAccess access() {
        return new VideoAccess(TestingStores::open, TestingReader.access().readers());
    }

    private static MediaSource open(String uri) throws RejectedInput, IOException {
        calls.incrementAndGet();
        String store = StoreName.of(uri);
        CountDownLatch silence = SILENT.get(store);
        if (silence != null) {
            await(silence);
        }
        fail(DOWN.get(store));
        fail(BROKEN.get(uri));
        return TestingReader.access().sources().open(uri);
    }

    private static void fail(IOException failure) throws IOException {
        if (failure instanceof DecoderLost lost) {
            throw new DecoderLost(lost.reason(), lost.getMessage());
        }
        if (failure instanceof DecodersBusy busy) {
            throw new DecodersBusy(busy.getMessage());
        }
        if (failure != null) {
            throw new IOException(failure.getMessage());
        }
    }

    private static void await(CountDownLatch silence) throws InterruptedIOException {
        silent.incrementAndGet();
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("broken off");
        } finally {
            silent.decrementAndGet();
        }
    }
}
