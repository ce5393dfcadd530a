package io.zoetrope.operators.playback;

import io.zoetrope.media.playback.SegmentContainer;
import java.util.List;

/**
 * Playlist of the key frames that segments begin with (RFC 8216 §4.3.3.6), for who looks for a
 * place: each is the first bytes of a media segment, and is shown until the next one. Pure.
 *
 * @param targetSeconds no segment is longer, rounded
 * @param complete whether nothing follows
 * @param segments of the rendition
 * @param container of the segments
 */
record KeyFramePlaylist(
        int targetSeconds,
        boolean complete,
        List<ListedSegment> segments,
        SegmentContainer container) {
    /** Byte ranges want 4, EXT-X-MAP among key frames alone 5. */
    private static final int LEAST_VERSION = 4;

    /** Whether every segment begins with a key frame. */
    boolean isWhole() {
        return !segments.isEmpty() && segments.stream().allMatch(each -> each.keyBytes() > 0);
    }

    BitRates rates() {
        return BitRates.of(
                segments.stream().map(KeyFramePlaylist::keyFrame).toList(), targetSeconds);
    }

    private static ListedSegment keyFrame(ListedSegment of) {
        return new ListedSegment(of.index(), of.startUs(), of.endUs(), of.keyBytes());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("#EXTM3U\n#EXT-X-VERSION:");
        text.append(Math.max(LEAST_VERSION, MediaPlaylist.version(container)));
        text.append("\n#EXT-X-TARGETDURATION:").append(targetSeconds);
        text.append("\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:EVENT\n");
        text.append("#EXT-X-I-FRAMES-ONLY\n");
        ListedSegment before = null;
        for (ListedSegment segment : segments) {
            if (before == null || before.head() != segment.head()) {
                text.append(before == null ? "" : "#EXT-X-DISCONTINUITY\n");
                if (container.hasHead()) {
                    text.append("#EXT-X-MAP:URI=\"").append(PlaybackFiles.head(segment.head()));
                    text.append("\"\n");
                }
            }
            text.append("#EXTINF:").append(MediaPlaylist.seconds(segment.durationUs()));
            text.append(",\n#EXT-X-BYTERANGE:").append(segment.keyBytes()).append("@0\n");
            text.append(PlaybackFiles.segment(segment.index(), container)).append('\n');
            before = segment;
        }
        return complete ? text.append("#EXT-X-ENDLIST\n").toString() : text.toString();
    }
}
