package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.SourceCutShort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Lets FFmpeg read one {@link MediaSource} and nothing else. What the source throws is kept and
 * thrown again by {@link #check()}: no exception may cross native frames. For one thread.
 */
public final class SourceIo implements AutoCloseable {
    public static final int BUFFER_BYTES = 64 << 10;

    private static final Map<Long, SourceIo> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT_ID = new AtomicLong(1);
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;
    private static final int SEEK_END = 2;

    private final long id = NEXT_ID.getAndIncrement();
    private final Handle handle = new Handle(id);
    private final MediaSource source;
    private final AVIOContext context;
    private MediaSource shown;
    private long position;
    private long deadlineNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MAX_VALUE;
    private boolean unread;
    private Throwable failure;

    public SourceIo(MediaSource source) {
        Ffmpeg.load();
        this.source = source;
        this.shown = source;
        BytePointer buffer = new BytePointer(Ffmpeg.allocated(av_malloc(BUFFER_BYTES)));
        OPEN.put(id, this);
        context =
                avio_alloc_context(
                        buffer, BUFFER_BYTES, 0, handle, IoCallbacks.READ, null, IoCallbacks.SEEK);
        if (context == null) {
            OPEN.remove(id);
            av_free(buffer);
            Ffmpeg.allocated(null);
        }
    }

    AVIOContext context() {
        return context;
    }

    /** What native callbacks get as their {@code opaque}. */
    Pointer handle() {
        return handle;
    }

    public MediaSource source() {
        return source;
    }

    public long size() {
        return source.size();
    }

    /** What is to be read after the next seek, if the whole source is shown. */
    void expect(long from, int bytes) throws IOException {
        if (shown == source && !unread) {
            source.expect(from, bytes);
        }
    }

    /** Where the next read from the source begins. */
    long position() {
        return position;
    }

    /**
     * Begins something that takes at most this much time, however often {@link #allow} is called.
     *
     * @param time zero for as much as it takes
     */
    public void begin(Duration time) {
        lastNanos = time.isZero() ? Long.MAX_VALUE : System.nanoTime() + time.toNanos();
    }

    /** Native calls give up once this much time has passed. */
    public void allow(Duration time) {
        deadlineNanos = Math.min(lastNanos, System.nanoTime() + time.toNanos());
    }

    /**
     * While unread, reads give zeros: a demuxer whose index is already in memory walks its packets
     * without touching the source.
     */
    public void unread(boolean zeros) {
        unread = zeros;
        forgetRead();
    }

    boolean isUnread() {
        return unread;
    }

    private void forgetRead() {
        context.buf_ptr(context.buffer());
        context.buf_end(context.buffer());
    }

    /**
     * From here on FFmpeg reads other bytes, from their beginning.
     *
     * @param view of the source, of the same size
     */
    void show(MediaSource view) {
        shown = view;
        position = 0;
        forgetRead();
        context.pos(0).eof_reached(0).error(0);
    }

    /**
     * @throws IOException what the source threw since the last call
     */
    void check() throws IOException {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while reading a video");
        }
    }

    public boolean late() {
        return System.nanoTime() > deadlineNanos;
    }

    static SourceIo of(Pointer opaque) {
        return opaque == null ? null : OPEN.get(opaque.address());
    }

    boolean mustStop() {
        return failure != null || late() || Thread.currentThread().isInterrupted();
    }

    int read(BytePointer into, int length) {
        if (mustStop()) {
            return AVERROR_EXIT();
        }
        try {
            int got = unread ? zeros(into, length) : shown.read(position, view(into, length));
            if (got <= 0) {
                if (!unread) {
                    SourceCutShort.requireEnd(position, source.size());
                }
                return AVERROR_EOF();
            }
            position += got;
            return got;
        } catch (Throwable t) {
            failure = t;
            return Ffmpeg.EIO;
        }
    }

    private static ByteBuffer view(BytePointer memory, int length) {
        return memory.position(0).capacity(length).asByteBuffer();
    }

    private int zeros(BytePointer into, int length) {
        int given = (int) Math.min(length, source.size() - position);
        if (given > 0) {
            Pointer.memset(into, 0, given);
        }
        return given;
    }

    long seek(long offset, int whence) {
        long size = source.size();
        int from = whence & ~AVSEEK_FORCE;
        if (from == AVSEEK_SIZE) {
            return size < 0 ? Ffmpeg.ENOSYS : size;
        }
        long target =
                switch (from) {
                    case SEEK_SET -> offset;
                    case SEEK_CUR -> position + offset;
                    case SEEK_END -> size < 0 ? -1 : size + offset;
                    default -> -1;
                };
        if (target < 0) {
            return Ffmpeg.EINVAL;
        }
        position = target;
        return target;
    }

    /** Frees the native buffer; the source stays open. */
    @Override
    public void close() {
        OPEN.remove(id);
        // FFmpeg may have replaced the buffer that was given to it.
        av_free(context.buffer());
        avio_context_free(context);
        handle.setNull();
    }

    /** A pointer whose address is no address but a number to look up. */
    private static final class Handle extends Pointer {
        Handle(long number) {
            address = number;
        }
    }
}
