package io.zoetrope.operators.sound;

import io.zoetrope.media.SoundPiece;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of one length that tile media time from 0 on, wherever a video is cut into segments: a
 * window belongs to the segment in which it begins.
 *
 * @param window samples
 */
public record SoundGrid(int window) {
    /** A window that is heard for less than this share of it is left out. */
    private static final double LEAST_HEARD = 0.25;

    /**
     * A window of the grid.
     *
     * @param from first sample
     * @param to behind the last; never behind the sound's own end
     * @param heard how many samples there are between them
     */
    public record Place(long from, long to, int heard) {}

    /**
     * Those that begin in a range of media time and are heard.
     *
     * @param startUs inclusive
     * @param endUs exclusive
     */
    public List<Place> places(SampledSound sound, long startUs, long endUs) {
        List<Place> places = new ArrayList<>();
        long at = Math.floorDiv(sound.from(), window) * (long) window;
        for (; at < sound.to() && SoundPiece.usOf(at) < endUs; at += window) {
            int heard = sound.heard(at, at + window);
            if (SoundPiece.usOf(at) >= startUs && heard >= LEAST_HEARD * window) {
                places.add(new Place(at, Math.min(at + window, sound.to()), heard));
            }
        }
        return places;
    }
}
