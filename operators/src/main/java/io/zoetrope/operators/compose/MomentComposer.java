package io.zoetrope.operators.compose;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.shots.StartedShot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Joins like frames of one shot into moments. Looks at nothing but frames and shots in order, so
 * the same video gives the same moments however it was cut into segments.
 *
 * <p>Moments tile the time from the first frame on. A frame is on screen until the next one comes:
 * if that is longer than a moment may be, several moments show it. Only shots that lie between two
 * sampled frames have no moment.
 *
 * <p>A frame of a transition is part of its moment, whatever it looks like, and counts for the
 * moment's vector only if there is no other: it looks like two shots.
 *
 * <p>Frames make moments by their vectors. Those without one, which only other analysers looked at,
 * give their labels to the moment that their time lies in. For one thread.
 */
public final class MomentComposer {
    /** Bounds state; at ten seconds it is reached above 25 frames a second. */
    private static final int MAX_FRAMES = 256;

    /** A picture that stays longer, an hour, is a mistake of a clock; its rest is in no moment. */
    private static final int MAX_PARTS = 360;

    private final MomentRules rules;
    private final Consumer<ComposedMoment> out;
    private final List<RunFrame> frames;
    private final TreeSet<String> classes;

    /** Of the vectors of those that show one shot; empty if there is none. */
    private float[] sum = {};

    private int shot;
    private long startUs;
    private final Deque<StartedShot> shots;
    private final TreeSet<String> nextClasses;
    private long nextCutUs;

    /**
     * @param from where composing this video stands
     * @param out takes each moment when it is complete, in order
     */
    public MomentComposer(MomentRules rules, Composition from, Consumer<ComposedMoment> out) {
        this.rules = rules;
        this.out = out;
        this.frames = new ArrayList<>(from.frames());
        this.classes = new TreeSet<>(from.classes());
        this.shot = from.shot();
        this.startUs = from.startUs();
        this.shots = new ArrayDeque<>(from.shots());
        this.nextClasses = new TreeSet<>(from.nextClasses());
        this.nextCutUs = from.nextCutUs();
        frames.forEach(this::addToSum);
    }

    /**
     * @param observed in order, after all that came before
     * @param begun shots, ascending, after all that came before; one that begins after the last
     *     frame waits for its own
     */
    public void add(List<ObservedFrame> observed, List<StartedShot> begun) {
        shots.addAll(begun);
        observed.forEach(this::add);
    }

    /** Ends the open moment: what follows is missing, or nothing follows. */
    public void end(long endUs) {
        if (!frames.isEmpty()) {
            close(shots.isEmpty() ? endUs : Math.min(shots.getFirst().startUs(), endUs));
        }
        shots.clear();
        classes.clear();
        nextClasses.clear();
    }

    Composition state() {
        return new Composition(
                shot,
                startUs,
                List.copyOf(frames),
                List.copyOf(classes),
                List.copyOf(nextClasses),
                nextCutUs,
                pending());
    }

    /** The first of those that begin ends the open moment, the last has the next one. */
    private List<StartedShot> pending() {
        return shots.size() <= 2 ? List.copyOf(shots) : List.of(shots.getFirst(), shots.getLast());
    }

    private void add(ObservedFrame frame) {
        if (frame.visual().dimension() == 0) {
            addLabels(frame);
            return;
        }
        long beginUs = frame.ptsUs();
        if (!shots.isEmpty() && shots.getFirst().startUs() <= frame.ptsUs()) {
            if (!frames.isEmpty()) {
                close(shots.getFirst().startUs());
            }
            beginUs = beginShots(frame.ptsUs());
            classes.clear();
            if (beginUs == nextCutUs) {
                classes.addAll(nextClasses);
            }
            nextClasses.clear();
        } else {
            if (comesLate(frame.ptsUs())) {
                beginWithLast();
            }
            if (!frames.isEmpty() && !continues(RunFrame.of(frame))) {
                close(frame.ptsUs());
            }
        }
        if (frames.isEmpty()) {
            startUs = beginUs;
        }
        take(RunFrame.of(frame));
        labels(frame).forEach(classes::add);
    }

    /** Behind a boundary they wait for the frame that begins the moment there. */
    private void addLabels(ObservedFrame frame) {
        long lastCutUs = Long.MIN_VALUE;
        for (StartedShot begun : shots) {
            lastCutUs = begun.startUs() <= frame.ptsUs() ? begun.startUs() : lastCutUs;
        }
        if (lastCutUs != Long.MIN_VALUE) {
            if (lastCutUs != nextCutUs) {
                nextClasses.clear();
            }
            nextCutUs = lastCutUs;
            labels(frame).forEach(nextClasses::add);
        } else {
            hold(frame.ptsUs());
            labels(frame).forEach(classes::add);
        }
    }

    /** What is on screen when the open moment is as long as it may be begins another. */
    private void hold(long untilUs) {
        for (int i = 0; i < MAX_PARTS && openSince(untilUs) >= rules.maxUs(); i++) {
            RunFrame shown = last();
            long borderUs = startUs + rules.maxUs();
            if (shown.ptsUs() >= borderUs) {
                return;
            }
            close(borderUs);
            startUs = borderUs;
            take(shown);
        }
    }

    private static Stream<String> labels(ObservedFrame frame) {
        return frame.detections().stream().map(Detection::label);
    }

    /** Passes on to the last shot that begins up to a time; returns when it does. */
    private long beginShots(long upToUs) {
        long lastUs = upToUs;
        while (!shots.isEmpty() && shots.getFirst().startUs() <= upToUs) {
            StartedShot begun = shots.removeFirst();
            lastUs = begun.startUs();
            shot = begun.shot();
        }
        return lastUs;
    }

    /** A transition makes the run longer than it may be, rather than a moment of its own. */
    private boolean continues(RunFrame frame) {
        boolean like =
                sum.length == 0 || frame.visual().dot(normalised(sum)) >= rules.minSimilarity();
        return frames.size() < MAX_FRAMES
                && (frame.inTransition() || frame.ptsUs() - startUs < rules.maxUs() && like);
    }

    private long openSince(long us) {
        return frames.isEmpty() ? 0 : us - startUs;
    }

    /** Whether a run that went on until this time would be too long, but not without its end. */
    private boolean comesLate(long us) {
        return openSince(us) > rules.maxUs()
                && frames.size() > 1
                && !last().inTransition()
                && us - last().ptsUs() <= rules.maxUs();
    }

    private RunFrame last() {
        return frames.get(frames.size() - 1);
    }

    /** Ends the run before its last frame, with which the next one begins. */
    private void beginWithLast() {
        RunFrame last = frames.remove(frames.size() - 1);
        sum = new float[0];
        frames.forEach(this::addToSum);
        close(last.ptsUs());
        startUs = last.ptsUs();
        take(last);
    }

    /** Ends the run: as one moment, or as several if it is longer than one may be. */
    private void close(long endUs) {
        long wholeUs = Math.max(endUs, last().ptsUs() + 1);
        if (comesLate(wholeUs)) {
            beginWithLast();
        }
        writeEqualParts(wholeUs);
        frames.clear();
        classes.clear();
        sum = new float[0];
    }

    private void writeEqualParts(long wholeUs) {
        long endUs = Math.min(wholeUs, startUs + MAX_PARTS * rules.maxUs());
        long lengthUs = endUs - startUs;
        long parts = (lengthUs + rules.maxUs() - 1) / rules.maxUs();
        for (long part = 0; part < parts; part++) {
            long fromUs = startUs + lengthUs * part / parts;
            long toUs = startUs + lengthUs * (part + 1) / parts;
            write(shown(fromUs, toUs), fromUs, toUs);
        }
    }

    /** The frames that come in this time; if none does, what is on screen from before. */
    private List<RunFrame> shown(long fromUs, long toUs) {
        int to = 1;
        while (to < frames.size() && frames.get(to).ptsUs() < toUs) {
            to++;
        }
        int from = 0;
        while (from < to - 1 && frames.get(from).ptsUs() < fromUs) {
            from++;
        }
        return frames.subList(from, to);
    }

    private void write(List<RunFrame> shown, long fromUs, long toUs) {
        Vector mean = mean(shown);
        RunFrame key = KeyFrameChoice.of(shown, mean, fromUs, toUs);
        out.accept(new ComposedMoment(shot, fromUs, toUs, mean, key, List.copyOf(classes)));
    }

    private static Vector mean(List<RunFrame> shown) {
        List<RunFrame> clear = shown.stream().filter(frame -> !frame.inTransition()).toList();
        float[] sum = new float[shown.get(0).visual().dimension()];
        for (RunFrame frame : clear.isEmpty() ? shown : clear) {
            add(frame.visual(), sum);
        }
        return normalised(sum);
    }

    private void take(RunFrame frame) {
        frames.add(frame);
        addToSum(frame);
    }

    private void addToSum(RunFrame frame) {
        if (frame.inTransition()) {
            return;
        }
        if (sum.length == 0) {
            sum = new float[frame.visual().dimension()];
        }
        add(frame.visual(), sum);
    }

    private static void add(Vector vector, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector.values()[i];
        }
    }

    private static Vector normalised(float[] sum) {
        double squares = 0;
        for (float value : sum) {
            squares += value * value;
        }
        float scale = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = sum[i] * scale;
        }
        return new Vector(mean);
    }
}
