package io.zoetrope.operators.playback;

import io.zoetrope.domain.Rational;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.util.List;

/** Segments of one video, of which playlists are made. */
final class MadeTracks {
    private static final long US = 1_000_000;
    private static final VideoRef VIDEO = new VideoRef("v", "", "", "file:///v.mp4", "1");

    private MadeTracks() {}

    static Segment of(int index, long longestUs) {
        return Segment.of(VIDEO, 7, index, Stretch.of(0, 1)).longest(longestUs);
    }

    static PackagedSegment segment(int index, int seconds, long bytes, long soundBytes) {
        long startUs = index * 6 * US;
        MadeTrack sound =
                new MadeTrack(
                        "sound",
                        "mp4a.40.2",
                        0,
                        0,
                        Rational.UNKNOWN,
                        (int) US,
                        startUs,
                        startUs + seconds * US,
                        soundBytes,
                        true);
        return PackagedSegment.made(
                of(index, 6 * US),
                false,
                List.of(picture((int) US, startUs, startUs + seconds * US, bytes), sound));
    }

    static MadeTrack picture(int perSecond, long start, long end, long bytes) {
        return new MadeTrack(
                MadeTrack.COPIED,
                "avc1.640028",
                640,
                360,
                new Rational(30_000, 1001),
                perSecond,
                start,
                end,
                bytes,
                true);
    }
}
