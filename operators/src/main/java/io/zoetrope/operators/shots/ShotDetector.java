package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.shots.signature.SignedFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds where shots begin, frame by frame, from signatures in order of media time. Looks at nothing
 * else, so a video gives the same shots however it was cut into segments. Three branches look at
 * each frame: {@link CutFinder}, {@link FadeFinder}, {@link GradualFinder}; a cut ends what melts,
 * and a fade takes it for its own.
 *
 * <p>A start is reported {@link #HORIZON_US} after it at the latest, in media time. For one thread.
 */
public final class ShotDetector {
    /** Nothing changes before this much time ago. */
    static final long HORIZON_US = 3_000_000;

    /** Bounds state: about 0.6 MB, three seconds at 240 frames a second. */
    static final int MOST_FRAMES = 768;

    /** Steps of a cut between two frames, or with one that is of both. */
    private static final int AT_ONCE = 2;

    private static final int MOST_AHEAD = 128;
    private static final long NONE = Long.MIN_VALUE;

    private final ShotRules rules;
    private final RecentFrames frames;
    private final CutFinder cuts;
    private final FadeFinder fades;
    private final GradualFinder gradual;
    private int undecided;
    private long lastStartUs;
    private final List<ShotStart> waiting;
    private boolean ended;

    public ShotDetector(ShotRules rules, ShotMemory from) {
        this.rules = rules;
        this.frames = new RecentFrames(rules);
        for (int i = 0; i < from.timesUs().length; i++) {
            SignedFrame frame =
                    new SignedFrame(
                            from.timesUs()[i], from.signatures(), i * FrameSignatures.BYTES);
            frame.score(from.scores()[i]);
            frames.add(frame);
        }
        this.cuts = new CutFinder(rules, frames);
        this.fades = new FadeFinder(frames, from.blankUs(), from.fadedOut());
        this.gradual = new GradualFinder(rules, frames, from.dissolve(), from.meltedUs());
        this.undecided = from.undecided();
        this.lastStartUs = from.lastStartUs();
        this.waiting = new ArrayList<>(from.waiting());
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
        if (frames.size() > 0) {
            SignedFrame before = frames.at(frames.size() - 1);
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
        if (ahead > 0 && frames.sparse(at)) {
            return true;
        }
        long aheadUs = frames.apartUs(at, frames.size() - 1);
        return ahead >= RecentFrames.LEAST_NEAR
                && (aheadUs >= rules.shortestUs() || ahead >= MOST_AHEAD);
    }

    private void forget() {
        long keepUs = frames.ptsUs(frames.size() - 1) - HORIZON_US;
        int drop = 0;
        while (frames.size() - drop > undecided + rules.window() + 1
                && (frames.ptsUs(drop) < keepUs || frames.size() - drop > MOST_FRAMES)) {
            drop++;
        }
        frames.dropFirst(drop);
    }

    private void decide(int at) {
        int steps = cuts.steps(at);
        boolean cut = steps > 0;
        ShotStart start = fades.look(at, cut);
        if (fades.fadedOut()) {
            // What melts away so shortly before was on its way to here.
            gradual.drop();
        } else if (cut) {
            begin(gradual.cutAt(frames.ptsUs(at)));
        }
        begin(steps > AT_ONCE && start.transition() == Transition.CUT ? blended(at, steps) : start);
        if (!cut && at > 0 && !frames.at(at).blank()) {
            begin(gradual.look(at, lastStartUs == NONE ? NONE : lastStartUs + 1));
        }
        reachFades(frames.ptsUs(at) - ShotStart.MOST_REACH_US);
    }

    /** A cut that takes so long that people see a dissolve. */
    private ShotStart blended(int at, int steps) {
        int before = BlendedCuts.before(at, steps);
        return ShotStart.between(
                frames.ptsUs(at),
                Transition.DISSOLVE,
                frames.ptsUs(before),
                frames.ptsUs(before + steps));
    }

    /** How far those reach that begin up to a time, behind which enough is there to tell. */
    private void reachFades(long upToUs) {
        waiting.replaceAll(
                start ->
                        start.transition() == Transition.FADE
                                        && start.beforeUs() == 0
                                        && start.afterUs() == 0
                                        && start.ptsUs() <= upToUs
                                ? FadeReach.of(frames, start)
                                : start);
    }

    /**
     * @param start null for none
     */
    private void begin(ShotStart start) {
        if (start != null
                && (lastStartUs == NONE || start.ptsUs() - lastStartUs >= rules.shortestUs())) {
            waiting.add(start);
            lastStartUs = start.ptsUs();
        }
    }

    /** Nothing follows: what is open is decided with what there is. */
    public void end() {
        while (undecided > 0) {
            decide(frames.size() - undecided);
            undecided--;
        }
        begin(gradual.end());
        reachFades(Long.MAX_VALUE);
        ended = true;
    }

    /** Starts before this time are all reported. */
    public long settledUs() {
        if (ended) {
            return Long.MAX_VALUE;
        }
        int decided = frames.size() - undecided - 1;
        return decided < 0 ? NONE : frames.ptsUs(decided) - HORIZON_US;
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
            timesUs[i] = frames.ptsUs(i);
            scores[i] = frames.at(i).score();
            frames.at(i).copyTo(signatures, i * FrameSignatures.BYTES);
        }
        return new ShotMemory(
                timesUs,
                signatures,
                scores,
                undecided,
                lastStartUs,
                List.copyOf(waiting),
                fades.blankUs(),
                fades.fadedOut(),
                gradual.best(),
                gradual.endUs());
    }
}
