package io.zoetrope.domain.finding;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;

/**
 * An object that was followed through one shot of a video.
 *
 * @param objectId see {@link VideoIds#objectId}
 * @param generation of the video; what is of a lower one no longer counts
 * @param ordinal this is the n-th object of its video, from 0, in the order in which they ended
 * @param model of the detector
 * @param shot counts from 0 within the video, as in {@link Moment}; a track ends where its shot
 *     does
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param entityId the same for all tracks that are one object; empty if it was not re-linked
 * @param lastShot in which it ended
 * @param picture path of its stored picture below the object-store root, or empty
 */
public record TrackedObject(
        String objectId,
        VideoRef video,
        long generation,
        int ordinal,
        ModelRef model,
        int shot,
        ObjectTrack track,
        long arrivedMs,
        String entityId,
        int lastShot,
        String picture)
        implements Found {
    public TrackedObject {
        entityId = entityId == null ? "" : entityId;
        lastShot = Math.max(shot, lastShot);
        picture = picture == null ? "" : picture;
    }

    /** Within one shot, without a picture, and not known from elsewhere. */
    public static TrackedObject of(
            VideoRef video,
            long generation,
            int ordinal,
            ModelRef model,
            int shot,
            ObjectTrack track,
            long arrivedMs) {
        return new TrackedObject(
                VideoIds.objectId(video.key(), ordinal, model.id()),
                video,
                generation,
                ordinal,
                model,
                shot,
                track,
                arrivedMs,
                "",
                shot,
                "");
    }

    @Override
    public FindingKind kind() {
        return FindingKind.OBJECT;
    }

    @Override
    public String id() {
        return objectId;
    }
}
