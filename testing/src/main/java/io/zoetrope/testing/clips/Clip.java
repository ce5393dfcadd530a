package io.zoetrope.testing.clips;

import io.zoetrope.domain.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A clip and the truth about it.
 *
 * @param shots in order, the first at 0
 */
public record Clip(Path file, ClipOptions options, List<Shot> shots) {

    /** Frames on the time line, those that were left out included. */
    public int frames() {
        return shots.stream().mapToInt(Shot::frames).sum();
    }

    /** From the first to the end of the last frame, microseconds. */
    public long durationUs() {
        return timeUs(frames());
    }

    /** Presentation time of a frame, microseconds from the clip's first. */
    public long timeUs(int frame) {
        Rational rate = options.frameRate();
        return frame * 1_000_000L * rate.denominator() / rate.numerator();
    }

    /** Presentation times of all frames that are in the file, microseconds from the first. */
    public List<Long> timesUs() {
        List<Long> times = new ArrayList<>();
        for (int frame = 0; frame < frames(); frame++) {
            if (options.keeps(frame)) {
                times.add(timeUs(frame));
            }
        }
        return times;
    }

    /** Presentation times of the first frame of every shot but the first, microseconds. */
    public List<Long> cutsUs() {
        List<Long> cuts = new ArrayList<>();
        int frame = 0;
        for (Shot shot : shots.subList(0, shots.size() - 1)) {
            frame += shot.frames();
            cuts.add(timeUs(frame));
        }
        return cuts;
    }

    /** The shot on screen at this time, microseconds from the first frame. */
    public Shot shotAt(long timeUs) {
        int end = 0;
        for (Shot shot : shots) {
            end += shot.frames();
            if (timeUs < timeUs(end)) {
                return shot;
            }
        }
        throw new IllegalArgumentException(timeUs + " us is after the end of " + file);
    }
}
