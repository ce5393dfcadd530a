package io.zoetrope.operators.track;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.track.path.EndedTrack;
import java.util.List;

/**
 * One open video, and where following its objects stands. Held in state: components may be added,
 * none moved or taken away.
 *
 * @param generation of its life
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param aspect width over height of the displayed frame
 * @param model of the detector; null before its first segment
 * @param tracks written so far: the ordinal of the next one
 * @param entities that may be seen again
 */
public record TrackedVideo(
        VideoRef video,
        long generation,
        long arrivedMs,
        double aspect,
        ModelRef model,
        int tracks,
        ShotTracksState objects,
        List<PastEntity> entities) {
    /** If nobody knows it. */
    private static final double USUAL_ASPECT = 16 / 9.;

    public TrackedVideo {
        aspect = aspect > 0 ? aspect : USUAL_ASPECT;
        objects = objects == null ? ShotTracksState.START : objects;
        entities = entities == null ? List.of() : entities;
    }

    static TrackedVideo begin(VideoChange change) {
        return new TrackedVideo(
                change.arrival().video(),
                change.generation(),
                change.arrival().event().timestampMs(),
                aspect(change.media()),
                null,
                0,
                null,
                null);
    }

    private static double aspect(MediaInfo media) {
        boolean known = media != null && media.width() > 0 && media.height() > 0;
        return known ? media.width() / (double) media.height() : USUAL_ASPECT;
    }

    /** The same video from its first segment, as another generation. */
    TrackedVideo again(long newGeneration) {
        return new TrackedVideo(video, newGeneration, arrivedMs, aspect, null, 0, null, null);
    }

    /**
     * @param detector null if it did not look at this segment
     */
    TrackedVideo madeWith(ModelRef detector) {
        if (detector == null || detector.equals(model)) {
            return this;
        }
        // Looks of another model cannot be compared.
        return new TrackedVideo(
                video, generation, arrivedMs, aspect, detector, tracks, objects, List.of());
    }

    /**
     * @param newTracks written since
     */
    TrackedVideo with(ShotTracksState newer, int newTracks, List<PastEntity> known) {
        return new TrackedVideo(
                video, generation, arrivedMs, aspect, model, tracks + newTracks, newer, known);
    }

    TrackOptions options() {
        return TrackOptions.of(aspect);
    }

    /** Of the object with this ordinal. */
    String id(int ordinal) {
        return VideoIds.objectId(video.key(), ordinal, model.id());
    }

    /**
     * @param entity id of the first object of the video that is the same; empty if that is not
     *     known
     */
    TrackedObject object(EndedTrack ended, int shot, int ordinal, String entity) {
        return new TrackedObject(
                id(ordinal),
                video,
                generation,
                ordinal,
                model,
                shot,
                ended.track(),
                arrivedMs,
                entity,
                shot,
                ended.picture());
    }
}
