package io.zoetrope.media.ffmpeg.sound;

import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SoundPiece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Cuts samples to the range that wants them and to pieces of a second at most. What reaches past
 * the range is kept for the one that follows. For one thread.
 */
final class SoundPieces implements SoundTaker {
    /** So few samples missing between two stretches are a matter of rounding: a millisecond. */
    private static final int MOST_FILLED = 16;

    private final Deque<SoundPiece> kept = new ArrayDeque<>();
    private final short[] open = new short[SoundPiece.MOST_SAMPLES];
    private PassOutput output;
    private long openFirst;
    private int filled;
    private long from;
    private long end;
    private long to;
    private long next;
    private boolean any;
    private short last;

    @Override
    public void begin(ReadRequest request, PassOutput newOutput) {
        kept.clear();
        range(request, newOutput);
        next = from;
        any = false;
    }

    /** What was kept is given first. */
    @Override
    public void goOn(ReadRequest request, PassOutput newOutput) {
        List<SoundPiece> before = new ArrayList<>(kept);
        long heardTo = next;
        boolean anyBefore = any;
        begin(request, newOutput);
        before.forEach(piece -> add(piece.first(), piece.samples()));
        next = Math.max(next, heardTo);
        any = anyBefore;
    }

    private void range(ReadRequest request, PassOutput newOutput) {
        output = newOutput;
        boolean open = request.endUs() == Long.MAX_VALUE;
        from = Math.max(0, SoundPiece.firstAt(request.startUs()));
        end = open ? Long.MAX_VALUE : SoundPiece.firstAt(request.endUs());
        to = open ? end : SoundPiece.firstAt(request.endUs() + request.sound().tailUs());
        filled = 0;
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public boolean satisfied() {
        return next >= to;
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
        return SoundPiece.usOf(next);
    }

    @Override
    public void add(long first, short[] samples) {
        if (any && first > next && first - next <= MOST_FILLED) {
            short[] bridge = new short[(int) (first - next)];
            Arrays.fill(bridge, last);
            take(next, bridge);
        }
        long skipped = Math.max(0, next - first);
        if (skipped < samples.length) {
            take(
                    first + skipped,
                    skipped == 0
                            ? samples
                            : Arrays.copyOfRange(samples, (int) skipped, samples.length));
        }
    }

    private void take(long first, short[] samples) {
        long behind = first + samples.length;
        give(first, samples, (int) Math.max(0, Math.min(samples.length, to - first)));
        if (behind > end) {
            int before = (int) Math.max(0, end - first);
            keep(first + before, Arrays.copyOfRange(samples, before, samples.length));
        }
        next = behind;
        last = samples[samples.length - 1];
        any = true;
    }

    private void keep(long first, short[] samples) {
        for (int at = 0; at < samples.length; at += SoundPiece.MOST_SAMPLES) {
            int until = Math.min(samples.length, at + SoundPiece.MOST_SAMPLES);
            kept.add(SoundPiece.at(first + at, Arrays.copyOfRange(samples, at, until)));
        }
    }

    private void give(long first, short[] samples, int count) {
        if (filled > 0 && openFirst + filled != first) {
            flush();
        }
        for (int at = 0; at < count; ) {
            if (filled == 0) {
                openFirst = first + at;
            }
            int some = Math.min(count - at, open.length - filled);
            System.arraycopy(samples, at, open, filled, some);
            filled += some;
            at += some;
            if (filled == open.length) {
                flush();
            }
        }
    }

    /** Gives what is not a whole second. */
    @Override
    public void flush() {
        if (filled > 0) {
            output.sound(SoundPiece.at(openFirst, Arrays.copyOf(open, filled)));
            filled = 0;
        }
    }
}
