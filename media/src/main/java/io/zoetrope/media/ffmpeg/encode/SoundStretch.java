package io.zoetrope.media.ffmpeg.encode;

import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ffmpeg.sound.SoundForm;
import io.zoetrope.media.ffmpeg.sound.SoundTaker;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The samples of one range, and of a little before it, for whoever encodes them. What is missing is
 * silence. For one thread.
 */
public final class SoundStretch implements SoundTaker {
    /** So few samples missing between two pieces are a matter of rounding: a millisecond. */
    private static final int FILLED_OF_SECOND = 1000;

    private final SoundForm form;
    private final long leadSamples;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long from;
    private long end;
    private long next;
    private boolean any;

    private record Chunk(long first, short[] samples, int channels) {
        long end() {
            return first + samples.length / channels;
        }
    }

    /**
     * @param leadSamples of what comes before a range
     */
    public SoundStretch(SoundForm form, long leadSamples) {
        this.form = form;
        this.leadSamples = leadSamples;
    }

    @Override
    public void begin(ReadRequest request, PassOutput output) {
        chunks.clear();
        any = false;
        range(request);
        next = from;
    }

    /** What reaches into the lead of the range, and past it, was heard. */
    @Override
    public void goOn(ReadRequest request, PassOutput output) {
        range(request);
        drop(from);
    }

    /** Samples before this one are not asked for any more. */
    public void drop(long sample) {
        while (chunks.size() > 1 && chunks.peek().end() <= sample) {
            chunks.poll();
        }
    }

    private void range(ReadRequest request) {
        from = Math.max(0, form.at(Math.max(0, request.startUs())) - leadSamples);
        end = request.endUs() == Long.MAX_VALUE ? Long.MAX_VALUE : form.at(request.endUs());
    }

    @Override
    public void add(long first, short[] samples) {
        int count = samples.length / form.channels();
        int skipped = (int) Math.min(count, Math.max(0, next - first));
        if (skipped == count) {
            return;
        }
        bridge(first + skipped);
        short[] rest = samples;
        if (skipped > 0) {
            int at = skipped * form.channels();
            rest = new short[samples.length - at];
            System.arraycopy(samples, at, rest, 0, rest.length);
        }
        take(first + skipped, rest);
    }

    /** A short hole is filled with the last sample: silence would be heard as a click. */
    private void bridge(long first) {
        int missing = (int) Math.min(Integer.MAX_VALUE, first - next);
        if (!any || missing <= 0 || missing > form.rate() / FILLED_OF_SECOND) {
            return;
        }
        short[] last = chunks.peekLast().samples();
        short[] filled = new short[missing * form.channels()];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = last[last.length - form.channels() + i % form.channels()];
        }
        take(next, filled);
    }

    private void take(long first, short[] samples) {
        Chunk chunk = new Chunk(first, samples, form.channels());
        chunks.add(chunk);
        next = chunk.end();
        any = true;
    }

    /**
     * @return samples [first, first + count), those of one time side by side
     */
    public short[] samples(long first, int count) {
        int channels = form.channels();
        short[] all = new short[count * channels];
        for (Chunk chunk : chunks) {
            long begin = Math.max(first, chunk.first());
            long until = Math.min(first + count, chunk.end());
            if (begin < until) {
                System.arraycopy(
                        chunk.samples(),
                        (int) (begin - chunk.first()) * channels,
                        all,
                        (int) (begin - first) * channels,
                        (int) (until - begin) * channels);
            }
        }
        return all;
    }

    /**
     * Where what is heard ends, up to the first hole that is too long.
     *
     * @param most samples that may be missing between two pieces
     */
    long heardTo(long most) {
        long to = from;
        for (Chunk chunk : chunks) {
            if (chunk.first() - to > most) {
                break;
            }
            to = Math.max(to, chunk.end());
        }
        return to;
    }

    public SoundForm form() {
        return form;
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public boolean satisfied() {
        return next >= end;
    }

    @Override
    public boolean past() {
        return next > end;
    }

    @Override
    public long heardTo() {
        return next;
    }

    @Override
    public long heardToUs() {
        return next / form.rate() * 1_000_000 + next % form.rate() * 1_000_000 / form.rate();
    }

    @Override
    public void flush() {}
}
