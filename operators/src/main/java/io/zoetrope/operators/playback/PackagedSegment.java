package io.zoetrope.operators.playback;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.operators.dispatch.Segment;
import java.util.List;

/**
 * One segment whose files are in the object store. Held in state: components may be added, none
 * moved or taken away.
 *
 * @param generation of the video's admission
 * @param index from 0
 * @param run which start of the dispatcher sent it
 * @param longestUs of all segments that are planned of the video
 * @param ended whether nothing of the video follows it
 * @param tracks one for each rendition, the sound last
 * @param problem why it could not be made, and nothing more of the video is; null if it was
 * @param container of its files
 */
public record PackagedSegment(
        VideoRef video,
        long generation,
        int index,
        long run,
        long longestUs,
        boolean ended,
        List<MadeTrack> tracks,
        Problem problem,
        SegmentContainer container) {
    public PackagedSegment {
        container = container == null ? SegmentContainer.FMP4 : container;
        tracks = tracks == null ? List.of() : tracks;
    }

    static PackagedSegment made(Segment segment, boolean ended, List<MadeTrack> tracks) {
        return new PackagedSegment(
                segment.video(),
                segment.generation(),
                segment.index(),
                segment.run(),
                segment.longestUs(),
                ended,
                tracks,
                null,
                Renditions.container(segment.analysers()));
    }

    static PackagedSegment failed(Segment segment, Problem why) {
        return new PackagedSegment(
                segment.video(),
                segment.generation(),
                segment.index(),
                segment.run(),
                segment.longestUs(),
                true,
                List.of(),
                why,
                null);
    }

    public String videoKey() {
        return video.key();
    }

    /** Media time of its end, as far as any track has something in it. */
    long endUs() {
        return tracks.stream().mapToLong(MadeTrack::endUs).max().orElse(0);
    }
}
