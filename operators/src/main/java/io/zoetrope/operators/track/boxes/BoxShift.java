package io.zoetrope.operators.track.boxes;

import java.util.List;

/**
 * The camera's jolt as the boxes show it, if nobody tells of the camera: the shift by which most
 * forecasts fall on detections. Only if they do not without it.
 */
public final class BoxShift {
    private static final int LEAST_TRACKS = 3;
    private static final int MOST_TRACKS = 24;
    private static final int MOST_SIGHTINGS = 48;
    private static final int SEEDS = 8;
    private static final double FITS_ANYWAY = .47;
    private static final double LEAST_GAIN = .35;
    private static final double LEAST_FIT = .3;
    private static final double LIKE_HEIGHT = .65;

    /** The farthest shift, frame heights. */
    private static final double FARTHEST = .7;

    private final Rect[] forecasts;
    private final Rect[] seen;

    private BoxShift(Rect[] forecasts, Rect[] seen) {
        this.forecasts = forecasts;
        this.seen = seen;
    }

    public static CameraMotion find(List<Rect> forecasts, List<Rect> seen) {
        if (forecasts.size() < LEAST_TRACKS || seen.size() < LEAST_TRACKS) {
            return CameraMotion.NONE;
        }
        return new BoxShift(first(forecasts, MOST_TRACKS), first(seen, MOST_SIGHTINGS)).find();
    }

    private CameraMotion find() {
        double still = fit(0, 0);
        if (still >= FITS_ANYWAY) {
            return CameraMotion.NONE;
        }
        double best = Math.max(LEAST_FIT, still + LEAST_GAIN);
        CameraMotion motion = CameraMotion.NONE;
        ShiftVotes votes = votes();
        for (int seed = 0; seed < Math.min(SEEDS, forecasts.length); seed++) {
            Rect forecast = forecasts[seed];
            for (Rect rect : seen) {
                double dx = rect.centerX() - forecast.centerX();
                double dy = rect.centerY() - forecast.centerY();
                if (!isPossible(forecast, rect) || !votes.isPopular(dx, dy)) {
                    continue;
                }
                double fit = fit(dx, dy);
                if (fit > best) {
                    best = fit;
                    motion = CameraMotion.shift(dx, dy);
                }
            }
        }
        return motion;
    }

    private ShiftVotes votes() {
        ShiftVotes votes = new ShiftVotes(FARTHEST);
        for (Rect forecast : forecasts) {
            for (Rect rect : seen) {
                if (isPossible(forecast, rect)) {
                    votes.add(
                            rect.centerX() - forecast.centerX(),
                            rect.centerY() - forecast.centerY());
                }
            }
        }
        return votes;
    }

    private static boolean isPossible(Rect forecast, Rect rect) {
        double dx = rect.centerX() - forecast.centerX();
        double dy = rect.centerY() - forecast.centerY();
        return forecast.heightRatio(rect) >= LIKE_HEIGHT
                && dx * dx + dy * dy <= FARTHEST * FARTHEST;
    }

    /** Mean overlap of each forecast with the detection that it overlaps most. */
    private double fit(double dx, double dy) {
        double sum = 0;
        for (Rect forecast : forecasts) {
            Rect moved = forecast.shifted(dx, dy);
            double most = 0;
            for (Rect rect : seen) {
                most = Math.max(most, moved.iou(rect));
            }
            sum += most;
        }
        return sum / forecasts.length;
    }

    private static Rect[] first(List<Rect> all, int most) {
        return all.subList(0, Math.min(most, all.size())).toArray(Rect[]::new);
    }
}
