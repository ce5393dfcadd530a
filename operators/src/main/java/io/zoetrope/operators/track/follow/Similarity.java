package io.zoetrope.operators.track.follow;

import io.zoetrope.operators.track.Cue;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.boxes.KalmanBox;
import io.zoetrope.operators.track.boxes.Rect;

/** How like a track a detection is, by the cues that are used. */
final class Similarity {
    /** Less overlap than this of grown boxes is none. */
    private static final double LEAST = .13;

    private static final double LEAST_WEAK = .5;
    private static final double LEAST_AT_LAST = .28;

    /** By what share of its size a box grows for each size of doubt about its place. */
    private static final double BUFFER_PER_DOUBT = .55;

    private static final double MAX_BUFFER = 1.3;
    private static final double HEIGHT_POWER = 1.2;
    private static final double CONFIDENCE_WEIGHT = .55;
    private static final double DIRECTION_WEIGHT = .09;
    private static final double APPEARANCE_WEIGHT = .6;
    private static final double OTHER_LABEL = .5;

    /** A speed below this, sizes a second, has no clear direction. */
    private static final double CLEAR_SPEED = .35;

    // Asked for each pair of each frame: a set would take longer than the rest.
    private final double begin;
    private final boolean byBuffer;
    private final boolean byHeight;
    private final boolean byConfidence;
    private final boolean byDirection;
    private final boolean byAppearance;

    Similarity(TrackOptions options) {
        begin = options.begin();
        byBuffer = options.uses(Cue.BUFFER);
        byHeight = options.uses(Cue.HEIGHT);
        byConfidence = options.uses(Cue.CONFIDENCE);
        byDirection = options.uses(Cue.DIRECTION);
        byAppearance = options.uses(Cue.APPEARANCE);
    }

    /** By what a track's forecast and a confident detection are stretched before they overlap. */
    double reach(Track track) {
        return 1 + 2 * share(track.doubt());
    }

    private double share(double doubt) {
        return byBuffer ? Math.min(MAX_BUFFER, BUFFER_PER_DOUBT * doubt) : 0;
    }

    /** Of a confident detection with a track's forecast. */
    double confident(Track track, Sighting sighting, long ptsUs) {
        Rect forecast = track.forecastBox();
        double doubt = track.doubt();
        double overlap = counted(overlap(forecast, sighting.rect(), doubt), track, sighting);
        if (overlap < LEAST) {
            return 0;
        }
        double value = overlap;
        if (byConfidence) {
            value -= CONFIDENCE_WEIGHT * Math.abs(track.confidence() - sighting.score());
        }
        if (byDirection) {
            value += DIRECTION_WEIGHT * direction(track, sighting.rect(), ptsUs);
        }
        if (byAppearance) {
            value += APPEARANCE_WEIGHT * Math.min(1, doubt) * appearance(track, sighting);
        }
        return Math.max(value, 1e-6);
    }

    /** Of a weak detection with a track that no confident one fits. */
    double weak(Track track, Sighting sighting) {
        double overlap = counted(track.forecastBox().iou(sighting.rect()), track, sighting);
        return overlap < LEAST_WEAK ? 0 : overlap;
    }

    /** The same with a track that is not believed: by what may begin one, and nothing less. */
    double weakAtFirst(Track track, Sighting sighting) {
        return sighting.score() < begin ? 0 : weak(track, sighting);
    }

    /** Of a detection with the place where a track was seen last. */
    double atLast(Track track, Sighting sighting) {
        double overlap = counted(track.last().iou(sighting.rect()), track, sighting);
        return overlap < LEAST_AT_LAST ? 0 : overlap;
    }

    private double overlap(Rect forecast, Rect seen, double doubt) {
        double share = share(doubt);
        double reach = 1 + 2 * share;
        double dx = Math.abs(forecast.centerX() - seen.centerX());
        double dy = Math.abs(forecast.centerY() - seen.centerY());
        if (2 * dx >= reach * (forecast.width() + seen.width())
                || 2 * dy >= reach * (forecast.height() + seen.height())) {
            return 0;
        }
        double iou = forecast.buffered(share).iou(seen.buffered(share));
        // What follows makes it only less.
        return byHeight && iou >= LEAST
                ? iou * Math.pow(forecast.heightRatio(seen), HEIGHT_POWER)
                : iou;
    }

    /** Less if the labels differ. */
    private static double counted(double overlap, Track track, Sighting sighting) {
        return overlap == 0 || track.label().equals(sighting.detection().label())
                ? overlap
                : overlap * OTHER_LABEL;
    }

    /** Mean cosine between where each corner was going and where it would have gone. */
    private static double direction(Track track, Rect seen, long ptsUs) {
        double dt = (ptsUs - track.seenUs()) / 1e6;
        Rect last = track.last();
        KalmanBox going = track.forecast();
        double left = going.speedX() - going.widthSpeed() / 2;
        double right = going.speedX() + going.widthSpeed() / 2;
        double up = going.speedY() - going.heightSpeed() / 2;
        double down = going.speedY() + going.heightSpeed() / 2;
        double toLeft = (seen.x0() - last.x0()) / dt;
        double toRight = (seen.x1() - last.x1()) / dt;
        double toUp = (seen.y0() - last.y0()) / dt;
        double toDown = (seen.y1() - last.y1()) / dt;
        double clear = CLEAR_SPEED * going.size();
        return (cosine(left, up, toLeft, toUp, clear)
                        + cosine(right, up, toRight, toUp, clear)
                        + cosine(left, down, toLeft, toDown, clear)
                        + cosine(right, down, toRight, toDown, clear))
                / 4;
    }

    private static double cosine(double ax, double ay, double bx, double by, double clear) {
        double a = Math.max(Math.sqrt(ax * ax + ay * ay), clear);
        double b = Math.max(Math.sqrt(bx * bx + by * by), clear);
        return (ax * bx + ay * by) / (a * b);
    }

    private static double appearance(Track track, Sighting sighting) {
        if (!sighting.hasAppearance()
                || track.appearance().dimension()
                        != sighting.detection().appearance().dimension()) {
            return 0;
        }
        double norm = Math.sqrt(track.appearance().dot(track.appearance()));
        return norm == 0 ? 0 : track.appearance().dot(sighting.detection().appearance()) / norm;
    }
}
