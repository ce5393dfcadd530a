package io.zoetrope.operators.sound;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where speech begins and pauses, from how likely there is some in each piece of sound. Told
 * of the pieces in order; for one thread.
 *
 * <p>Two thresholds, so that a voice that falls off does not tear: speech begins above the upper
 * and goes on above the lower (as Silero's own examples cut it). Speech that does not pause is cut
 * at multiples of {@value #LONGEST_SECONDS} s of media time, so that whoever hears it from another
 * place on cuts it there too.
 */
public final class SpeechRuns {
    public static final int LONGEST_SECONDS = 30;

    private static final float BEGINS = 0.5f;
    private static final float GOES_ON = 0.35f;
    private static final long PAUSE = 300 * SampledSound.RATE / 1000;
    private static final long SHORTEST = 250 * SampledSound.RATE / 1000;
    private static final long MARGIN = 100 * SampledSound.RATE / 1000;
    private static final long LONGEST = (long) LONGEST_SECONDS * SampledSound.RATE;

    private final int piece;
    private final List<SpeechRun> runs = new ArrayList<>();
    private long at;
    private long begin = Long.MIN_VALUE;
    private long lastSpeech;

    /**
     * @param from where the first piece begins, in samples of media time
     * @param piece samples of each
     */
    public SpeechRuns(long from, int piece) {
        this.at = from;
        this.piece = piece;
    }

    /**
     * @param speech how likely there is some in the next piece
     */
    public void add(float speech) {
        if (speech >= BEGINS || (speaking() && speech >= GOES_ON)) {
            begin = speaking() ? begin : at;
            lastSpeech = at + piece;
        }
        at += piece;
        if (speaking() && at - lastSpeech >= PAUSE) {
            close();
        }
    }

    /** Whether somebody speaks, or has spoken so shortly before that it may be no pause. */
    public boolean speaking() {
        return begin != Long.MIN_VALUE;
    }

    /** Behind the last piece. */
    public long at() {
        return at;
    }

    /** All that was found; what still goes on ends here. */
    public List<SpeechRun> end() {
        if (speaking()) {
            close();
        }
        return List.copyOf(runs);
    }

    private void close() {
        if (lastSpeech - begin >= SHORTEST) {
            cut(begin, lastSpeech);
        }
        begin = Long.MIN_VALUE;
    }

    /** Margins at its ends, so that no sound of a word is lost; none where it is only cut. */
    private void cut(long from, long to) {
        long start = from;
        while (start < to) {
            long next = (Math.floorDiv(start, LONGEST) + 1) * LONGEST;
            long ends = next < to ? next : Math.min(to + MARGIN, start + LONGEST);
            long begins = start == from ? Math.max(start - MARGIN, ends - LONGEST) : start;
            runs.add(new SpeechRun(begins, ends));
            start = next;
        }
    }
}
