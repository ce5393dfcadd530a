package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Frames that were decoded beyond the end of a range, for the range that follows. They share the
 * decoder's memory. For one thread.
 */
public final class FramesAhead implements AutoCloseable {
    /**
     * @param us presentation time
     * @param endUs when the next picture takes its place
     */
    public record Kept(AVFrame frame, long us, long endUs) {
        public void free() {
            av_frame_free(frame);
        }
    }

    private final Deque<Kept> waiting = new ArrayDeque<>();

    public void keep(AVFrame frame, long us, long endUs) {
        AVFrame own = Ffmpeg.allocated(av_frame_alloc());
        waiting.add(new Kept(own, us, endUs));
        Ffmpeg.require(av_frame_ref(own, frame), "keep a frame");
    }

    public int size() {
        return waiting.size();
    }

    /** The earliest, or null; the caller frees it. */
    public Kept poll() {
        return waiting.poll();
    }

    /** The earliest, which stays; null if there is none. */
    public Kept first() {
        return waiting.peek();
    }

    /** The latest, which stays; null if there is none. */
    public Kept last() {
        return waiting.peekLast();
    }

    @Override
    public void close() {
        waiting.forEach(Kept::free);
        waiting.clear();
    }
}
