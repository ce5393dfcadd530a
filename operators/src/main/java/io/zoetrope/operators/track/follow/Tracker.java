package io.zoetrope.operators.track.follow;

import io.zoetrope.domain.Detection;
import io.zoetrope.operators.track.CameraPace;
import io.zoetrope.operators.track.Cue;
import io.zoetrope.operators.track.Jolt;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.TrackPoint;
import io.zoetrope.operators.track.TrackState;
import io.zoetrope.operators.track.TrackerState;
import io.zoetrope.operators.track.TrackerTimes;
import io.zoetrope.operators.track.boxes.BoxNoise;
import io.zoetrope.operators.track.boxes.BoxShift;
import io.zoetrope.operators.track.boxes.CameraMotion;
import io.zoetrope.operators.track.boxes.Rect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows objects from frame to frame, by the boxes of a detector. Streaming, deterministic,
 * bounded in tracks and in detections of a frame. Not thread-safe.
 *
 * <p>A frame's rounds: the camera's motion moves what is known; confident detections are paired
 * with believed tracks, weak ones with tracks that are left, confident ones that are left with the
 * places where tracks were seen last, then with tracks that are not believed yet, and weak ones
 * with those of them that are left; what is still left begins a track.
 */
public final class Tracker {
    /** A weak detection goes on only with a track that was seen in this time, seconds. */
    private static final double WEAK_WITHIN_S = .5;

    /** A detection may be where a track was seen last only in this time, seconds. */
    private static final double AT_LAST_WITHIN_S = .55;

    /** What overlaps a sighting of this frame by more begins no track. */
    private static final double SAME_OBJECT = .45;

    private final TrackOptions options;
    private final Similarity similarity;
    private final List<Track> tracks = new ArrayList<>();
    private final BoxNoise noise;
    private final ScoreLevel scores;
    private long nextTrack;
    private TrackerTimes times;
    private CameraPace pace;

    public Tracker(TrackOptions options) {
        this(options, TrackerState.begin());
    }

    /** Goes on from a state as the tracker that gave it would have. */
    public Tracker(TrackOptions options, TrackerState state) {
        this.options = options;
        similarity = new Similarity(options);
        noise = new BoxNoise(state.noise());
        scores = new ScoreLevel(state.missingScore());
        nextTrack = state.nextTrack();
        times = state.times();
        pace = state.pace();
        for (TrackState track : state.tracks()) {
            tracks.add(Track.of(track, options));
        }
    }

    public TrackerState state() {
        return new TrackerState(
                nextTrack,
                noise.factor(),
                scores.missing(),
                times.us().clone(),
                tracks.stream().map(Track::state).toList(),
                times.copy(),
                pace);
    }

    /** A frame without word of the camera. */
    public TrackedFrame update(long ptsUs, List<Detection> detections) {
        return update(ptsUs, detections, CameraMotion.NONE);
    }

    /**
     * Takes the next frame, also one without detections. A frame that is not later than the last
     * one is passed over, all its detections dropped.
     *
     * @param motion from the last frame to this one, over [0,1] of the displayed frame; of one that
     *     is {@link CameraMotion#UNKNOWN} the camera goes on as before
     */
    public TrackedFrame update(long ptsUs, List<Detection> detections, CameraMotion motion) {
        if (!times.isAfterAll(ptsUs)) {
            return TrackedFrame.passedOver(ptsUs, detections.size());
        }
        List<Sighting> sightings = Sighting.usable(detections, options);
        List<TrackPoint> points = new ArrayList<>();
        Frame frame = new Frame(ptsUs, sightings, points);
        sightings.stream()
                .filter(sighting -> sighting.score() >= options.confident())
                .forEach(sighting -> scores.note(sighting.score()));
        frame.forecast(motion);
        frame.pair();
        frame.begin();
        noise.endFrame();
        List<Long> ended = Track.expire(tracks, ptsUs, options.keepS());
        times = frame.clock.withThis();
        return new TrackedFrame(points, ended, detections.size() - sightings.size(), frame.jolt());
    }

    /** Whether frames without detections would change nothing but the time. */
    public boolean isFollowingNothing() {
        return tracks.isEmpty();
    }

    /** Ends all tracks, as at a cut. */
    public TrackedFrame cut() {
        List<Long> ended = tracks.stream().filter(Track::isBelieved).map(Track::number).toList();
        tracks.clear();
        pace = CameraPace.NONE;
        return new TrackedFrame(List.of(), ended, 0, new Jolt(0, 0, 0));
    }

    /** The rounds of one frame. */
    private final class Frame {
        private final long ptsUs;
        private FrameClock clock;
        private final List<Sighting> sightings;
        private final List<TrackPoint> points;
        private final boolean[] taken;
        private CameraMotion camera = CameraMotion.NONE;
        private final boolean[] seen;

        private Frame(long ptsUs, List<Sighting> sightings, List<TrackPoint> points) {
            this.ptsUs = ptsUs;
            clock = FrameClock.of(ptsUs, times);
            this.sightings = sightings;
            this.points = points;
            taken = new boolean[sightings.size()];
            seen = new boolean[tracks.size()];
        }

        private void forecast(CameraMotion told) {
            CameraMotion motion = told.isUsable() ? told : pace.at(ptsUs);
            if (told.isUsable()) {
                pace = pace.then(ptsUs, told, clock.sinceLastFrameS());
            }
            for (Track track : tracks) {
                if (!motion.isNone()) {
                    track.follow(motion.inHeights(options.aspect()));
                }
                track.forecast(ptsUs);
            }
            camera = motion;
            if ((motion.isNone() || !told.isUsable()) && options.uses(Cue.BOX_SHIFT)) {
                shiftByBoxes();
            }
            Jolt jolt = jolt();
            clock = clock.moved(options.aspect() * jolt.dx(), jolt.dy());
        }

        private void shiftByBoxes() {
            List<Rect> forecasts =
                    tracks.stream()
                            .filter(t -> t.isBelieved() && t.missed() <= Track.ALWAYS_MISSED)
                            .map(Track::forecastBox)
                            .toList();
            List<Rect> confident =
                    sightings.stream()
                            .filter(s -> s.score() >= options.confident())
                            .map(Sighting::rect)
                            .toList();
            CameraMotion shift = BoxShift.find(forecasts, confident);
            if (!shift.isNone()) {
                tracks.forEach(track -> track.follow(shift));
                camera = camera.andShift(shift.dx() / options.aspect(), shift.dy());
            }
        }

        private Jolt jolt() {
            return Jolt.of(ptsUs, camera);
        }

        private void pair() {
            pairConfident(true);
            pairWeak(true);
            if (options.uses(Cue.LAST_SEEN)) {
                int[] rows = openTracks(true, AT_LAST_WITHIN_S);
                round(rows, true, PairRule.of(Track::last, similarity::atLast));
            }
            pairConfident(false);
            // What a detector is never sure of is an object all the same, if it stays.
            pairWeak(false);
            for (int t = 0; t < seen.length; t++) {
                if (!seen[t]) {
                    tracks.get(t).miss(clock);
                }
            }
        }

        private boolean isSeenWithin(Track track, double seconds) {
            return track.missed() <= Track.ALWAYS_MISSED || ptsUs - track.seenUs() < seconds * 1e6;
        }

        private void pairConfident(boolean believed) {
            round(
                    openTracks(believed, Double.POSITIVE_INFINITY),
                    true,
                    new PairRule(
                            Track::forecastBox,
                            similarity::reach,
                            (t, s) -> similarity.confident(t, s, ptsUs)));
        }

        private void pairWeak(boolean believed) {
            if (options.uses(Cue.WEAK_DETECTIONS)) {
                int[] rows = openTracks(believed, WEAK_WITHIN_S);
                round(
                        rows,
                        false,
                        PairRule.of(
                                Track::forecastBox,
                                believed ? similarity::weak : similarity::weakAtFirst));
            }
        }

        /**
         * @param rows tracks
         */
        private void round(int[] rows, boolean confident, PairRule rule) {
            int[] columns = openSightings(confident);
            int[] match = rule.pair(tracks, rows, sightings, columns);
            for (int t = 0; t < rows.length; t++) {
                if (match[t] >= 0) {
                    int d = columns[match[t]];
                    taken[d] = true;
                    seen[rows[t]] = true;
                    see(tracks.get(rows[t]), sightings.get(d));
                }
            }
        }

        private void see(Track track, Sighting sighting) {
            if (track.missed() == 0 && sighting.score() >= options.confident()) {
                noise.note(track.forecast(), sighting.rect());
            }
            track.see(clock, sighting, noise.factor(), scores.worth(sighting.score()), points);
        }

        private int[] openTracks(boolean believed, double withinS) {
            int[] open = new int[seen.length];
            int n = 0;
            for (int t = 0; t < seen.length; t++) {
                Track track = tracks.get(t);
                if (!seen[t] && track.isBelieved() == believed && isSeenWithin(track, withinS)) {
                    open[n++] = t;
                }
            }
            return Arrays.copyOf(open, n);
        }

        private int[] openSightings(boolean confident) {
            int[] open = new int[taken.length];
            int n = 0;
            for (int d = 0; d < taken.length; d++) {
                if (!taken[d] && sightings.get(d).score() >= options.confident() == confident) {
                    open[n++] = d;
                }
            }
            return Arrays.copyOf(open, n);
        }

        private void begin() {
            for (int d = 0; d < taken.length; d++) {
                Sighting sighting = sightings.get(d);
                if (!taken[d]
                        && tracks.size() < options.maxTracks()
                        && sighting.score() >= options.begin()
                        && !isSeenAlready(sighting)) {
                    tracks.add(
                            Track.begin(
                                    nextTrack++,
                                    options,
                                    ptsUs,
                                    sighting,
                                    noise.factor(),
                                    scores.worth(sighting.score())));
                }
            }
        }

        private boolean isSeenAlready(Sighting sighting) {
            for (Track track : tracks) {
                if (track.seenUs() == ptsUs && track.last().iou(sighting.rect()) > SAME_OBJECT) {
                    return true;
                }
            }
            return false;
        }
    }
}
