package io.zoetrope.query.media;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.DecodersBusy;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.process.DecoderPool;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.TenantShares;
import io.zoetrope.query.http.content.Content;
import io.zoetrope.query.http.content.FileContent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clips, made in processes of their own as the job decodes, two at a time, and kept on this
 * machine's disk for who asks again; those asked for least go first. One that is asked for by
 * several at once is made once. Thread-safe.
 */
public final class ClipStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClipStore.class);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 18;
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    /** Somebody who waits longer has left; what is made then is found at the next try. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private static final long MEMORY_BYTES = 1L << 30;
    private static final long MOST_BYTES = 64L << 20;
    private static final int LONGEST_SIDE = 1920;

    /** Longer clips are encoded smaller, so that they are made in time. */
    private static final int LONG_MS = 30_000;

    private static final int LONG_LONGEST_SIDE = 1280;

    private final Path folder;
    private final VideoReaders readers;
    private final ExecutorService makers;
    private final TenantShares shares = new TenantShares(AT_ONCE + WAITING);
    private final AsyncCache<Key, Made> made;

    /**
     * What a clip is of.
     *
     * @param version of what it is made of
     */
    public record Key(String tenant, String videoId, String version, long startMs, long endMs) {}

    /**
     * What became of making one.
     *
     * @param file null if there is none
     * @param failure why there is none; null if there is
     */
    private record Made(Path file, Exception failure) {
        int weight() {
            try {
                return file == null ? 0 : (int) Math.min(Integer.MAX_VALUE, Files.size(file));
            } catch (IOException e) {
                // Gone: it weighs nothing, and is made again when it is asked for.
                return 0;
            }
        }
    }

    private ClipStore(Path folder, VideoReaders readers, long mostBytes) {
        this.folder = folder;
        this.readers = readers;
        this.makers =
                new ThreadPoolExecutor(
                        AT_ONCE,
                        AT_ONCE,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        run -> {
                            Thread thread = new Thread(run, "clips");
                            thread.setDaemon(true);
                            return thread;
                        });
        this.made =
                Caffeine.newBuilder()
                        .maximumWeight(mostBytes)
                        .weigher((Key key, Made clip) -> clip.weight())
                        .executor(Runnable::run)
                        .removalListener(
                                (Key key, Made clip, RemovalCause why) -> delete(clip.file()))
                        .buildAsync();
    }

    /**
     * Starts no process before the first clip is asked for.
     *
     * @param mostBytes that are kept, twice those of one clip or more
     * @throws IOException if there is no place for temporary files
     */
    public static ClipStore open(long mostBytes) throws IOException {
        DecoderSettings settings =
                DecoderSettings.DEFAULT
                        .withDeadline(DEADLINE)
                        .withMemory(MEMORY_BYTES)
                        .withoutPictures();
        VideoReaders readers =
                DecoderPool.share(settings, ReaderLimits.DEFAULT.withTimes(DEADLINE), AT_ONCE);
        return new ClipStore(Files.createTempDirectory("zoetrope-clips"), readers, mostBytes);
    }

    /**
     * A clip, made now if it is not there yet.
     *
     * @throws RejectedInput why it cannot be made
     * @throws IOException if what it is made of, or the disk, fails in a way that may pass
     * @throws ApiError 429 or 503 if there is too much to do
     */
    public Content get(Key key, ClipSources.Found from) throws RejectedInput, IOException {
        try {
            return FileContent.of(file(key, from));
        } catch (NoSuchFileException e) {
            // Somebody keeps the disk clean, or others are asked for more.
            made.synchronous().invalidate(key);
            return FileContent.of(file(key, from));
        }
    }

    private Path file(Key key, ClipSources.Found from) throws RejectedInput, IOException {
        try {
            Made clip =
                    made.get(key, (k, unused) -> begin(k, from))
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (clip.failure() != null) {
                made.synchronous().asMap().remove(key, clip);
                throw thrown(clip.failure());
            }
            return clip.file();
        } catch (TimeoutException | RejectedExecutionException e) {
            throw ApiError.busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiError.busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a clip could not be made", e.getCause());
        }
    }

    private static IOException thrown(Exception cause) throws RejectedInput {
        if (cause instanceof RejectedInput rejected) {
            throw rejected;
        }
        if (cause instanceof DecodersBusy) {
            throw ApiError.busy();
        }
        if (cause instanceof DecoderLost lost) {
            throw new RejectedInput(lost.reason(), lost.getMessage(), lost);
        }
        return cause instanceof IOException failed ? failed : new IOException(cause);
    }

    private CompletableFuture<Made> begin(Key key, ClipSources.Found from) {
        if (!shares.take(key.tenant())) {
            throw ApiError.overShare(
                    "busy", "your tenant has as many clips made at once as it may; try again");
        }
        try {
            return CompletableFuture.supplyAsync(() -> make(key, from), makers)
                    .whenComplete((clip, failure) -> shares.giveBack(key.tenant()));
        } catch (RejectedExecutionException e) {
            shares.giveBack(key.tenant());
            throw e;
        }
    }

    private Made make(Key key, ClipSources.Found from) {
        Path file = null;
        boolean whole = false;
        try {
            file = Files.createTempFile(folder, "clip", ".mp4");
            write(key, from, file);
            whole = true;
            return new Made(file, null);
        } catch (IOException | RejectedInput e) {
            return new Made(null, e);
        } catch (UncheckedIOException e) {
            return new Made(null, e.getCause());
        } finally {
            if (!whole) {
                delete(file);
            }
        }
    }

    private void write(Key key, ClipSources.Found from, Path file)
            throws RejectedInput, IOException {
        long startUs = key.startMs() * 1000;
        long endUs = key.endMs() * 1000;
        boolean isLong = key.endMs() - key.startMs() > LONG_MS;
        ClipSources.Opened opened = from.opener().open(startUs, endUs);
        try (MediaSource source = opened.source();
                VideoReader reader = readers.open(source, key.videoId());
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            long laterUs = opened.laterUs().applyAsLong(reader.info());
            ClipRequest request =
                    new ClipRequest(
                            startUs + laterUs,
                            endUs + laterUs,
                            isLong ? LONG_LONGEST_SIDE : LONGEST_SIDE,
                            MOST_BYTES);
            reader.clip(request, (bytes, length) -> write(out, bytes, length));
        }
    }

    private static void write(OutputStream out, byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clips of a video that is gone go too. */
    public void forget(String tenant, String videoId) {
        made.synchronous()
                .asMap()
                .keySet()
                .removeIf(key -> key.tenant().equals(tenant) && key.videoId().equals(videoId));
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("a clip that is not kept stays on the disk: {}", file, e);
        }
    }

    /** Takes all files away. */
    @Override
    public void close() {
        makers.shutdownNow();
        readers.close();
        made.synchronous().invalidateAll();
        made.synchronous().cleanUp();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("clips stay on the disk: {}", folder, e);
        }
    }
}
