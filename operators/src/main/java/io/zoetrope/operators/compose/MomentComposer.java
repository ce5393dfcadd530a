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
 * <p>Shots between two sampled frames are counted but have no moment. A moment never reaches past
 * its longest length: where frames are sampled further apart than that, time between is in none.
 *
 * <p>Frames make moments by their vectors. Those without one, which only other analysers looked at,
 * give their labels to the moment that their time lies in.
 */
final class MomentComposer {
    /** Bounds state; at ten seconds it is reached above 25 frames a second. */
    private static final int MAX_FRAMES = 256;

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
        } else if (!frames.isEmpty() && !continues(frame)) {
            close(frame.ptsUs());
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
        } else if (frames.isEmpty() || frame.ptsUs() - startUs < rules.maxUs()) {
            labels(frame).forEach(classes::add);
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

    private void close(long endUs) {
        Vector mean = mean();
        RunFrame key = frames.get(0);
        for (RunFrame frame : frames) {
            key = frame.visual().dot(mean) > key.visual().dot(mean) ? frame : key;
        }
        long lastUs = frames.get(frames.size() - 1).ptsUs();
        long boundedUs = Math.min(Math.max(endUs, lastUs + 1), startUs + rules.maxUs());
        out.accept(new ComposedMoment(shot, startUs, boundedUs, mean, key, List.copyOf(classes)));
        frames.clear();
        classes.clear();
        sum = new float[0];
    }

    private void addToSum(Vector vector) {
        if (sum.length == 0) {
            sum = new float[vector.dimension()];
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector.values()[i];
        }
    }

    private Vector mean() {
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
