package io.zoetrope.operators.compose;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.observe.ObservedFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Joins like frames of one shot into moments. Looks at nothing but frames and cuts in order, so the
 * same video gives the same moments however it was cut into segments.
 *
 * <p>Moments tile the time from the first frame on. A frame is on screen until the next one comes:
 * if that is longer than a moment may be, several moments show it. Only shots that lie between two
 * sampled frames have no moment; they are counted.
 *
 * <p>Frames make moments by their vectors. Those without one, which only other analysers looked at,
 * give their labels to the moment that their time lies in.
 */
final class MomentComposer {
    /** Bounds state; at ten seconds it is reached above 25 frames a second. */
    private static final int MAX_FRAMES = 256;

    /** A picture that stays longer, an hour, is a mistake of a clock; its rest is in no moment. */
    private static final int MAX_PARTS = 360;

    private final MomentRules rules;
    private final Consumer<ComposedMoment> out;
    private final List<RunFrame> frames;
    private final TreeSet<String> classes;
    private float[] sum = {};
    private int shot;
    private long startUs;
    private final Deque<Long> cutsUs;
    private final TreeSet<String> nextClasses;
    private long nextCutUs;

    MomentComposer(MomentRules rules, Composition from, Consumer<ComposedMoment> out) {
        this.rules = rules;
        this.out = out;
        this.frames = new ArrayList<>(from.frames());
        this.classes = new TreeSet<>(from.classes());
        this.shot = from.shot();
        this.startUs = from.startUs();
        this.cutsUs = new ArrayDeque<>(from.cutsUs());
        this.nextClasses = new TreeSet<>(from.nextClasses());
        this.nextCutUs = from.nextCutUs();
        frames.forEach(frame -> addToSum(frame.visual()));
    }

    /**
     * @param observed in order, after all that came before
     * @param newCutsUs ascending, after all that came before; a cut after the last frame waits for
     *     the frame that it comes before
     */
    void add(List<ObservedFrame> observed, long[] newCutsUs) {
        for (long cutUs : newCutsUs) {
            boolean startsTheVideo = frames.isEmpty() && shot == 0 && cutUs == 0;
            if (!startsTheVideo && (cutsUs.isEmpty() || cutUs > cutsUs.getLast())) {
                cutsUs.add(cutUs);
            }
        }
        observed.forEach(this::add);
    }

    /** Ends the open moment: what follows is missing, or nothing follows. */
    void end(long endUs) {
        if (!frames.isEmpty()) {
            close(cutsUs.isEmpty() ? endUs : Math.min(cutsUs.getFirst(), endUs));
            shot += cutsUs.size() + 1;
        }
        cutsUs.clear();
        classes.clear();
        nextClasses.clear();
    }

    /** What follows an end is of this shot. */
    void comesNext(int nextShot) {
        shot = nextShot;
    }

    Composition state() {
        return new Composition(
                shot,
                startUs,
                List.copyOf(frames),
                List.copyOf(classes),
                List.copyOf(cutsUs),
                List.copyOf(nextClasses),
                nextCutUs);
    }

    private void add(ObservedFrame frame) {
        if (frame.visual().dimension() == 0) {
            addLabels(frame);
            return;
        }
        long beginUs = frame.ptsUs();
        if (!cutsUs.isEmpty() && cutsUs.getFirst() <= frame.ptsUs()) {
            if (!frames.isEmpty()) {
                close(cutsUs.getFirst());
            }
            beginUs = passCuts(frame.ptsUs());
            classes.clear();
            if (beginUs == nextCutUs) {
                classes.addAll(nextClasses);
            }
            nextClasses.clear();
        } else {
            if (comesLate(frame.ptsUs())) {
                beginWithLast();
            }
            if (!frames.isEmpty() && !continues(frame)) {
                close(frame.ptsUs());
            }
        }
        if (frames.isEmpty()) {
            startUs = beginUs;
        }
        frames.add(new RunFrame(frame.ptsUs(), frame.visual(), frame.keyFrame()));
        addToSum(frame.visual());
        labels(frame).forEach(classes::add);
    }

    /** Behind a boundary they wait for the frame that begins the moment there. */
    private void addLabels(ObservedFrame frame) {
        long lastCutUs = Long.MIN_VALUE;
        for (long cutUs : cutsUs) {
            lastCutUs = cutUs <= frame.ptsUs() ? cutUs : lastCutUs;
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
            RunFrame shown = frames.get(frames.size() - 1);
            long borderUs = startUs + rules.maxUs();
            close(borderUs);
            startUs = borderUs;
            frames.add(shown);
            addToSum(shown.visual());
        }
    }

    private static Stream<String> labels(ObservedFrame frame) {
        return frame.detections().stream().map(Detection::label);
    }

    /** Counts the shots that begin up to a time; returns when the last of them begins. */
    private long passCuts(long upToUs) {
        long lastUs = upToUs;
        while (!cutsUs.isEmpty() && cutsUs.getFirst() <= upToUs) {
            lastUs = cutsUs.removeFirst();
            shot++;
        }
        return lastUs;
    }

    private boolean continues(ObservedFrame frame) {
        return frame.ptsUs() - startUs < rules.maxUs()
                && frames.size() < MAX_FRAMES
                && frame.visual().dot(mean()) >= rules.minSimilarity();
    }

    private long openSince(long us) {
        return frames.isEmpty() ? 0 : us - startUs;
    }

    /** Whether a run that went on until this time would be too long, but not without its end. */
    private boolean comesLate(long us) {
        return openSince(us) > rules.maxUs()
                && frames.size() > 1
                && us - frames.get(frames.size() - 1).ptsUs() <= rules.maxUs();
    }

    /** Ends the run before its last frame, with which the next one begins. */
    private void beginWithLast() {
        RunFrame last = frames.remove(frames.size() - 1);
        sum = new float[0];
        frames.forEach(frame -> addToSum(frame.visual()));
        close(last.ptsUs());
        startUs = last.ptsUs();
        frames.add(last);
        addToSum(last.visual());
    }

    /** Ends the run: as one moment, or as several if it is longer than one may be. */
    private void close(long endUs) {
        long wholeUs = Math.max(endUs, frames.get(frames.size() - 1).ptsUs() + 1);
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
        Vector mean = shown.size() == frames.size() ? mean() : mean(shown);
        RunFrame key = shown.get(0);
        for (RunFrame frame : shown) {
            key = frame.visual().dot(mean) > key.visual().dot(mean) ? frame : key;
        }
        out.accept(new ComposedMoment(shot, fromUs, toUs, mean, key, List.copyOf(classes)));
    }

    private static Vector mean(List<RunFrame> shown) {
        float[] sum = new float[shown.get(0).visual().dimension()];
        for (RunFrame frame : shown) {
            add(frame.visual(), sum);
        }
        return normalised(sum);
    }

    private void addToSum(Vector vector) {
        if (sum.length == 0) {
            sum = new float[vector.dimension()];
        }
        add(vector, sum);
    }

    private static void add(Vector vector, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector.values()[i];
        }
    }

    private Vector mean() {
        return normalised(sum);
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
