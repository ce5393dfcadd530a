package io.zoetrope.operators.observe.run;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.SightWorth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which detections of a few seconds get a stored picture: about one of each object, where it is
 * seen best. Who is who is guessed here by overlap alone, before objects are followed: a wrong
 * guess costs a picture. Bounded.
 */
final class CropChoice {
    static final int MOST = 16;

    private static final float LEAST_SCORE = .4f;

    /** Looked at in one frame, the first. */
    private static final int MOST_IN_FRAME = 64;

    private static final int MOST_CHAINS = 256;
    private static final double SAME = .3;
    private static final long GAP_US = 1_500_000;

    /** What was seen so often is taken for an object. */
    private static final int SURE_SIGHTINGS = 3;

    private final List<Chain> chains = new ArrayList<>();

    /**
     * @param frame its place in the list that was given
     * @param detection its place in the frame
     */
    record Chosen(int frame, int detection) {}

    /** Sightings that overlap from frame to frame. */
    private static final class Chain {
        private final String label;
        private Box last;
        private long lastUs;
        private int sightings;
        private Chosen best;
        private double bestWorth = -1;

        private Chain(String label) {
            this.label = label;
        }

        private double worth() {
            return bestWorth * Math.min(SURE_SIGHTINGS, sightings);
        }
    }

    private CropChoice() {}

    /**
     * @param frames in order
     */
    static List<Chosen> of(List<ObservedFrame> frames) {
        CropChoice choice = new CropChoice();
        for (int i = 0; i < frames.size(); i++) {
            choice.add(frames.get(i), i);
        }
        return choice.chains.stream()
                .sorted(Comparator.comparingDouble((Chain chain) -> -chain.worth()))
                .limit(MOST)
                .map(chain -> chain.best)
                .toList();
    }

    private void add(ObservedFrame frame, int place) {
        List<Detection> detections = frame.detections();
        int looked = 0;
        for (int d = 0; d < detections.size() && looked < MOST_IN_FRAME; d++) {
            if (detections.get(d).score() >= LEAST_SCORE) {
                looked++;
                add(detections.get(d), frame.ptsUs(), new Chosen(place, d));
            }
        }
    }

    private void add(Detection detection, long ptsUs, Chosen here) {
        Chain chain = chain(detection, ptsUs);
        if (chain == null) {
            return;
        }
        chain.last = detection.box();
        chain.lastUs = ptsUs;
        chain.sightings++;
        double worth = SightWorth.of(detection.score(), detection.box());
        if (worth > chain.bestWorth) {
            chain.bestWorth = worth;
            chain.best = here;
        }
    }

    /** The one that goes on with it, or a new one; null if there are too many. */
    private Chain chain(Detection detection, long ptsUs) {
        Chain likest = null;
        double most = SAME;
        for (Chain chain : chains) {
            boolean open = chain.lastUs < ptsUs && ptsUs - chain.lastUs <= GAP_US;
            if (open && chain.label.equals(detection.label())) {
                double overlap = overlap(chain.last, detection.box());
                likest = overlap > most ? chain : likest;
                most = Math.max(most, overlap);
            }
        }
        if (likest == null && chains.size() < MOST_CHAINS) {
            likest = new Chain(detection.label());
            chains.add(likest);
        }
        return likest;
    }

    private static double overlap(Box one, Box other) {
        double width = Math.min(one.x1(), other.x1()) - Math.max(one.x0(), other.x0());
        double height = Math.min(one.y1(), other.y1()) - Math.max(one.y0(), other.y0());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double common = width * height;
        return common / (area(one) + area(other) - common);
    }

    private static double area(Box box) {
        return (double) (box.x1() - box.x0()) * (box.y1() - box.y0());
    }
}
