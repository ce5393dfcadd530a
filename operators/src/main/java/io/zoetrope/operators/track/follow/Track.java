package io.zoetrope.operators.track.follow;

import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.Cue;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.TrackPoint;
import io.zoetrope.operators.track.TrackState;
import io.zoetrope.operators.track.boxes.CameraMotion;
import io.zoetrope.operators.track.boxes.KalmanBox;
import io.zoetrope.operators.track.boxes.Rect;
import java.util.ArrayList;
import java.util.List;

/**
 * One object that is followed. Its filter stands at the last sighting; a forecast goes from there.
 */
public final class Track {
    /** Frames that a track may always miss, however long they last. */
    static final int ALWAYS_MISSED = 1;

    private static final double CONFIDENCE_FOLLOWS = .3;
    private static final double APPEARANCE_FOLLOWS = .1;
    private static final int MOST_HELD = 512;
    private static final int MOST_LOOKS_HELD = 32;
    private static final int CORRECTION_STEPS = 8;

    /** A shorter gap is left to the filter, seconds. */
    private static final double CORRECTED_AFTER_S = .3;

    /** By how much a weak detection's place is more in doubt. */
    private static final double WEAK_DOUBT = 1.7;

    private final long number;
    private final TrackOptions options;
    private KalmanBox filter;
    private Rect last;
    private long seenUs;
    private int missed;
    private final Evidence evidence;
    private boolean believed;
    private double confidence;
    private String label;
    private Vector appearance;
    private List<TrackPoint> held;

    /** Where it should be now; made anew for each frame, and given up once it is seen there. */
    private KalmanBox forecast;

    private Rect forecastBox;
    private double doubt;

    private Track(long number, TrackOptions options, Evidence evidence) {
        this.number = number;
        this.evidence = evidence;
        this.options = options;
    }

    static Track begin(
            long number,
            TrackOptions options,
            long ptsUs,
            Sighting sighting,
            double noise,
            double worth) {
        Track track = new Track(number, options, new Evidence(worth));
        track.filter = KalmanBox.at(sighting.rect(), noise);
        track.confidence = sighting.score();
        track.appearance = new Vector(null);
        track.held = new ArrayList<>();
        track.note(ptsUs, sighting);
        return track;
    }

    /**
     * Takes away those that are refuted or have not been seen for too long.
     *
     * @return the numbers of those that were believed
     */
    static List<Long> expire(List<Track> tracks, long ptsUs, double keepS) {
        List<Long> ended = new ArrayList<>();
        tracks.removeIf(
                track -> {
                    boolean lost =
                            track.missed > ALWAYS_MISSED && ptsUs - track.seenUs > keepS * 1e6;
                    boolean over = track.isRefuted() || lost;
                    if (over && track.believed) {
                        ended.add(track.number);
                    }
                    return over;
                });
        return ended;
    }

    static Track of(TrackState state, TrackOptions options) {
        Track track = new Track(state.track(), options, new Evidence(state.evidence()));
        double[] box = state.lastBox();
        track.filter = KalmanBox.of(state.filter());
        track.last = new Rect(box[0], box[1], box[2], box[3]);
        track.seenUs = state.seenUs();
        track.missed = state.missed();
        track.believed = state.believed();
        track.confidence = state.confidence();
        track.label = state.label();
        track.appearance = state.appearance();
        track.held = new ArrayList<>(state.held());
        return track;
    }

    TrackState state() {
        double[] box = {last.x0(), last.y0(), last.x1(), last.y1()};
        return new TrackState(
                number,
                seenUs,
                missed,
                evidence.sum(),
                believed,
                confidence,
                box,
                filter.values(),
                label,
                appearance,
                List.copyOf(held));
    }

    void follow(CameraMotion motion) {
        filter.follow(motion);
        last = motion.apply(last);
        if (forecast != null) {
            forecast.follow(motion);
            forecastBox = forecast.box();
        }
    }

    void forecast(long ptsUs) {
        forecast = filter.copy().predict((ptsUs - seenUs) / 1e6);
        forecastBox = forecast.box();
        doubt = forecast.spread() / forecast.size();
    }

    /**
     * Takes a sighting in and gives the points that it makes sure of, if the track is believed.
     *
     * @param noise of the detector's boxes, {@link
     *     io.zoetrope.operators.track.boxes.BoxNoise#factor()}
     * @param worth of the sighting's score, {@link ScoreLevel#worth}
     */
    void see(
            FrameClock clock, Sighting sighting, double noise, double worth, List<TrackPoint> out) {
        double noiseNow = noise * (sighting.score() < options.confident() ? WEAK_DOUBT : 1);
        double gapS = clock.sinceS(seenUs);
        if (missed > 0 && gapS > CORRECTED_AFTER_S && options.uses(Cue.CORRECTION)) {
            correctOverGap(gapS, sighting.rect(), noiseNow);
        } else {
            filter = forecast.correct(sighting.rect(), noiseNow);
            forecast = null;
        }
        if (missed > 0 && options.uses(Cue.BRIDGES)) {
            bridge(clock, sighting);
        }
        confidence += CONFIDENCE_FOLLOWS * (sighting.score() - confidence);
        note(clock.ptsUs(), sighting);
        evidence.seen(worth, clock.sinceLastFrameS());
        if (believed ? evidence.keepsBelief() : evidence.makesBelief()) {
            believed = true;
            out.addAll(held);
            held.clear();
        }
    }

    /** As if it had been seen all the way, on an even path. */
    private void correctOverGap(double gapS, Rect now, double doubt) {
        int steps = Math.min(CORRECTION_STEPS, missed + 1);
        double dt = gapS / steps;
        for (int i = 1; i <= steps; i++) {
            filter.predict(dt).correct(last.toward(now, (double) i / steps), doubt);
        }
    }

    private void bridge(FrameClock clock, Sighting sighting) {
        double gapS = clock.sinceS(seenUs);
        if (gapS > options.bridgeS()) {
            return;
        }
        for (int earlier = clock.firstAfter(seenUs);
                earlier < clock.earlierUs().length;
                earlier++) {
            long timeUs = clock.earlierUs()[earlier];
            double share = 1 - clock.sinceS(timeUs) / gapS;
            Rect rect = clock.then(last.toward(sighting.rect(), share), earlier);
            double score = confidence + share * (sighting.score() - confidence);
            hold(TrackPoint.between(number, timeUs, rect.toBox(options.aspect()), (float) score));
        }
    }

    private void hold(TrackPoint point) {
        if (held.size() == MOST_HELD) {
            held.remove(0);
        }
        held.add(point);
        int old = held.size() - 1 - MOST_LOOKS_HELD;
        if (old >= 0) {
            held.set(old, held.get(old).withoutAppearance());
        }
    }

    private void note(long ptsUs, Sighting sighting) {
        seenUs = ptsUs;
        missed = 0;
        last = sighting.rect();
        if (label == null || sighting.score() >= options.confident()) {
            label = sighting.detection().label();
        }
        learn(sighting);
        hold(TrackPoint.seen(number, ptsUs, sighting.detection()));
    }

    private void learn(Sighting sighting) {
        if (!sighting.hasAppearance()) {
            return;
        }
        float[] seen = sighting.detection().appearance().values();
        float[] mean = seen.clone();
        if (appearance.dimension() == seen.length) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] = appearance.values()[i];
                mean[i] += (float) (APPEARANCE_FOLLOWS * (seen[i] - mean[i]));
            }
        }
        appearance = new Vector(mean);
    }

    void miss(FrameClock clock) {
        evidence.missed(clock.sinceLastFrameS());
        missed++;
    }

    /** Whether it has not been believed and never will be. */
    boolean isRefuted() {
        return !believed && evidence.isSpent();
    }

    long number() {
        return number;
    }

    KalmanBox forecast() {
        return forecast;
    }

    Rect forecastBox() {
        return forecastBox;
    }

    /** Deviation of the forecast's place, in sizes of its box. */
    double doubt() {
        return doubt;
    }

    Rect last() {
        return last;
    }

    long seenUs() {
        return seenUs;
    }

    int missed() {
        return missed;
    }

    boolean isBelieved() {
        return believed;
    }

    double confidence() {
        return confidence;
    }

    String label() {
        return label;
    }

    Vector appearance() {
        return appearance;
    }
}
