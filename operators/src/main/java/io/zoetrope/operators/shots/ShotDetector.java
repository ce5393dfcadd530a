package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;
import io.zoetrope.media.FrameSignatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds where shots begin, frame by frame, from signatures in order of media time. Looks at nothing
 * else, so a video gives the same shots however it was cut into segments:
 *
 * <ul>
 *   <li>A <b>cut</b> is a frame whose distance to the one before stands out from those around it
 *       (adaptive threshold, as PySceneDetect's AdaptiveDetector, over the median of the blocks),
 *       and that parts what was before from what comes after: a flash does not.
 *   <li>Between <b>sparse</b> frames, as a pass over key frames gives them, only a wholly other
 *       picture is a cut: neighbours that are seconds away say nothing.
 *   <li>A <b>fade</b> goes through a blank picture, a <b>dissolve</b> is found by {@link
 *       MeltingPictures}.
 * </ul>
 *
 * A start is reported {@link #HORIZON_US} after it at the latest, in media time. For one thread.
 */
public final class ShotDetector {
    /** Nothing changes before this much time ago. */
    static final long HORIZON_US = 3_000_000;

    /** Bounds state: about 0.4 MB. */
    static final int MOST_FRAMES = 512;

    private static final int LEAST_AHEAD = 2;
    private static final int MOST_AHEAD = 128;
    private static final double SAME = 0.004;
    private static final double GOES_BACK = 0.6;
    private static final int LOOKS = 6;

    /** The last frame of a fade changes less than all of it. */
    private static final double MOST_OF_FADE = 0.8;

    private static final double CALM = 6;
    private static final long NONE = Long.MIN_VALUE;

    private final ShotRules rules;
    private final MeltingPictures melting;
    private final List<SignedFrame> frames = new ArrayList<>();
    private int undecided;
    private long lastStartUs;
    private final List<ShotStart> waiting;
    private long blankUs;
    private boolean fadedOut;
    private FoundDissolve dissolve;
    private boolean ended;

    public ShotDetector(ShotRules rules, ShotMemory from) {
        this.rules = rules;
        this.melting = new MeltingPictures(rules);
        for (int i = 0; i < from.timesUs().length; i++) {
            SignedFrame frame =
                    new SignedFrame(
                            from.timesUs()[i], from.signatures(), i * FrameSignatures.BYTES);
            frame.score(from.scores()[i]);
            frames.add(frame);
        }
        this.undecided = from.undecided();
        this.lastStartUs = from.lastStartUs();
        this.waiting = new ArrayList<>(from.waiting());
        this.blankUs = from.blankUs();
        this.fadedOut = from.fadedOut();
        this.dissolve = from.dissolve();
    }

    /**
     * @param signatures of the frames that follow, after all that came before
     */
    public void add(FrameSignatures signatures) {
        for (int i = 0; i < signatures.count(); i++) {
            add(
                    new SignedFrame(
                            signatures.timesUs()[i],
                            signatures.bytes(),
                            i * FrameSignatures.BYTES));
        }
    }

    private void add(SignedFrame frame) {
        if (!frames.isEmpty()) {
            SignedFrame before = frames.get(frames.size() - 1);
            if (frame.ptsUs() <= before.ptsUs()) {
                return;
            }
            frame.score(frame.distance(before));
        }
        frames.add(frame);
        undecided++;
        while (undecided > 0 && enoughBehind(frames.size() - undecided)) {
            decide(frames.size() - undecided);
            undecided--;
        }
        forget();
    }

    private boolean enoughBehind(int at) {
        int ahead = frames.size() - 1 - at;
        if (ahead > 0 && sparse(at)) {
            return true;
        }
        long aheadUs = frames.get(frames.size() - 1).ptsUs() - frames.get(at).ptsUs();
        return ahead >= LEAST_AHEAD && (aheadUs >= rules.shortestUs() || ahead >= MOST_AHEAD);
    }

    private void forget() {
        long keepUs = frames.get(frames.size() - 1).ptsUs() - HORIZON_US;
        int drop = 0;
        while (frames.size() - drop > undecided + rules.window() + 1
                && (frames.get(drop).ptsUs() < keepUs || frames.size() - drop > MOST_FRAMES)) {
            drop++;
        }
        frames.subList(0, drop).clear();
    }

    /** Nothing follows: what is open is decided with what there is. */
    public void end() {
        while (undecided > 0) {
            decide(frames.size() - undecided);
            undecided--;
        }
        finishDissolve(Long.MAX_VALUE);
        ended = true;
    }

    /** Starts before this time are all reported. */
    public long settledUs() {
        if (ended) {
            return Long.MAX_VALUE;
        }
        int decided = frames.size() - undecided - 1;
        return decided < 0 ? NONE : frames.get(decided).ptsUs() - HORIZON_US;
    }

    /**
     * Takes those that nothing can come before any more.
     *
     * @return ascending
     */
    public List<ShotStart> take() {
        List<ShotStart> settled = new ArrayList<>();
        long untilUs = settledUs();
        for (ShotStart start : waiting) {
            if (start.ptsUs() < untilUs) {
                settled.add(start);
            }
        }
        waiting.removeAll(settled);
        settled.sort(Comparator.comparingLong(ShotStart::ptsUs));
        return settled;
    }

    public ShotMemory memory() {
        int count = frames.size();
        long[] timesUs = new long[count];
        double[] scores = new double[count];
        byte[] signatures = new byte[count * FrameSignatures.BYTES];
        for (int i = 0; i < count; i++) {
            timesUs[i] = frames.get(i).ptsUs();
            scores[i] = frames.get(i).score();
            frames.get(i).copyTo(signatures, i * FrameSignatures.BYTES);
        }
        return new ShotMemory(
                timesUs,
                signatures,
                scores,
                undecided,
                lastStartUs,
                List.copyOf(waiting),
                blankUs,
                fadedOut,
                dissolve);
    }

    private void decide(int at) {
        SignedFrame frame = frames.get(at);
        boolean sparse = sparse(at);
        boolean cut = at > 0 && (sparse ? another(at) : standsOut(at) && parts(at) && !pans(at));
        boolean blank = frame.blank();
        boolean wasBlank = blankUs != NONE;
        if (blank && !wasBlank) {
            blankUs = frame.ptsUs();
            fadedOut = at > 0 && !sparse && !cut && fadesOut(at);
            // What melts away so shortly before was on its way to here.
            dissolve = fadedOut ? null : dissolve;
        }
        if (cut) {
            start(frame.ptsUs(), wasBlank && fadedOut && !blank ? Transition.FADE : Transition.CUT);
            fadedOut = fadedOut && blank && wasBlank;
        } else if (wasBlank && fadedOut) {
            fade(frame.ptsUs(), blank);
        }
        if (!blank) {
            blankUs = NONE;
            fadedOut = false;
        }
        if (cut) {
            dissolve = null;
        } else if (at > 0 && !blank) {
            dissolve(at);
        }
    }

    /** Whether its neighbours lie too far away to say how the picture moves. */
    private boolean sparse(int at) {
        boolean behind = at == 0 || apartUs(at - 1, at) > rules.sparseUs();
        return behind && (at + 1 == frames.size() || apartUs(at, at + 1) > rules.sparseUs());
    }

    private long apartUs(int one, int other) {
        return Math.abs(frames.get(one).ptsUs() - frames.get(other).ptsUs());
    }

    /** Whether it is wholly unlike the last picture; what is blank between two is of the first. */
    private boolean another(int at) {
        int before = at - 1;
        while (before > 0 && frames.get(before).blank()) {
            before--;
        }
        return !frames.get(at).blank()
                && frames.get(at).distance(frames.get(before)) >= rules.leastSparse();
    }

    /** Whether the light went step by step, not at once. */
    private boolean fadesOut(int at) {
        return frames.get(at).score() <= MOST_OF_FADE * frames.get(at).distance(before(at));
    }

    private SignedFrame before(int at) {
        int first = at;
        while (first > 0 && near(first - 1, at)) {
            first--;
        }
        return frames.get(first);
    }

    /** Between two pictures that fade the new shot begins in the middle of what is blank. */
    private void fade(long nowUs, boolean stillBlank) {
        long longest = HORIZON_US / 2;
        if (stillBlank && nowUs - blankUs < longest) {
            return;
        }
        long middleUs = blankUs + Math.min(nowUs - blankUs, longest) / 2;
        for (SignedFrame frame : frames) {
            if (frame.ptsUs() >= middleUs) {
                start(frame.ptsUs(), Transition.FADE);
                break;
            }
        }
        fadedOut = false;
    }

    private void dissolve(int at) {
        long notBeforeUs = lastStartUs == NONE ? NONE : lastStartUs + 1;
        FoundDissolve found = melting.endingAt(frames, at, notBeforeUs);
        if (found != null && (dissolve == null || found.distance() > dissolve.distance())) {
            dissolve = found;
        }
        finishDissolve(frames.get(at).ptsUs());
    }

    /** A clearer one may follow for a while. */
    private void finishDissolve(long nowUs) {
        if (dissolve == null || nowUs - dissolve.toUs() < rules.shortestUs()) {
            return;
        }
        long middleUs = (dissolve.fromUs() + dissolve.toUs()) / 2;
        for (SignedFrame frame : frames) {
            if (frame.ptsUs() >= middleUs) {
                start(frame.ptsUs(), Transition.DISSOLVE);
                break;
            }
        }
        dissolve = null;
    }

    private void start(long us, Transition transition) {
        if (lastStartUs == NONE || us - lastStartUs >= rules.shortestUs()) {
            waiting.add(new ShotStart(us, transition));
            lastStartUs = us;
        }
    }

    private boolean standsOut(int at) {
        SignedFrame frame = frames.get(at);
        boolean resized = frame.resized(frames.get(at - 1));
        if (frame.score() < (resized ? rules.leastResized() : rules.leastCut())) {
            return false;
        }
        double around = (around(at, -1) + around(at, 1)) / 2;
        return frame.score() >= rules.ratio() * around && isolated(at);
    }

    /** Mean distance of the next frames on one side that show something new; 0 if none does. */
    private double around(int at, int step) {
        double sum = 0;
        int count = 0;
        for (int i = at + step; i > 0 && i < frames.size() && near(i, at); i += step) {
            double score = frames.get(i).score();
            if (score >= SAME && count++ < rules.window()) {
                sum += score;
            }
        }
        return count == 0 ? 0 : sum / Math.min(count, rules.window());
    }

    /**
     * Whether it rises sharply over the frames next to it, as a quick pan does not; or all is calm
     * but for one of these: a flash, or two pictures blended, stands at the cut.
     */
    private boolean isolated(int at) {
        double score = frames.get(at).score();
        double next = Math.max(scoreAt(at - 1), scoreAt(at + 1));
        double further = 0;
        int count = 0;
        for (int i = 2; i <= rules.window(); i++) {
            further += scoreAt(at - i) + scoreAt(at + i);
            count += 2;
        }
        return score - next >= rules.leastCut() || count > 0 && score >= CALM * further / count;
    }

    private double scoreAt(int at) {
        return at <= 0 || at >= frames.size() ? 0 : frames.get(at).score();
    }

    private boolean near(int one, int other) {
        return Math.abs(one - other) <= LEAST_AHEAD || apartUs(one, other) <= rules.shortestUs();
    }

    /** Whether it is the one before, moved: a quick pan. */
    private boolean pans(int at) {
        SignedFrame frame = frames.get(at);
        return frame.pans(frames.get(at - 1));
    }

    /** Whether no frame shortly before is like one shortly after. */
    private boolean parts(int at) {
        double least = GOES_BACK * frames.get(at).score();
        int first = at - 1;
        while (first > 0 && near(first - 1, at - 1)) {
            first--;
        }
        int last = at;
        while (last + 1 < frames.size() && near(last + 1, at)) {
            last++;
        }
        int stepBefore = Math.max(1, (at - 1 - first) / LOOKS);
        int stepAfter = Math.max(1, (last - at) / LOOKS);
        for (int before = at - 1; before >= first; before -= stepBefore) {
            for (int after = at; after <= last; after += stepAfter) {
                if (frames.get(before).distance(frames.get(after)) < least) {
                    return false;
                }
            }
        }
        return true;
    }
}
