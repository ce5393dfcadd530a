package io.zoetrope.operators.playback;

import io.zoetrope.media.playback.SegmentContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * Playlist of the key frames that segments begin with (RFC 8216 §4.3.3.6), for who looks for a
 * place: each is of the first bytes of a media segment, and is shown until the next one. Lines are
 * only added (§6.2.1): one is there once it is known until when its key frame is shown. Pure.
 *
 * @param targetSeconds that of all playlists of the video (§6.2.4): no key frame is shown longer,
 *     rounded
 * @param over whether nothing follows
 * @param tooLong whether it is over since the next key frame is shown longer than the target
 * @param frames the segments that begin with a key frame, each until the next of them
 * @param breaks as in the playlists of segments
 * @param container of the segments
 */
record KeyFramePlaylist(
        int targetSeconds,
        boolean over,
        boolean tooLong,
        List<ListedSegment> frames,
        NavigableSet<Integer> breaks,
        SegmentContainer container) {
    /** Byte ranges want 4, EXT-X-MAP among key frames alone 5. */
    private static final int LEAST_VERSION = 5;

    /**
     * Empty if the first segment begins with none: what is shown would not begin where the video
     * does.
     *
     * @param complete whether no segment follows
     * @param segments of the rendition
     */
    static KeyFramePlaylist of(
            int targetSeconds,
            boolean complete,
            List<ListedSegment> segments,
            NavigableSet<Integer> breaks,
            SegmentContainer container) {
        List<ListedSegment> keys =
                segments.stream().filter(each -> each.keyBytes() > container.tableBytes()).toList();
        List<ListedSegment> frames = new ArrayList<>();
        boolean tooLong = false;
        boolean whole = !keys.isEmpty() && keys.get(0) == segments.get(0);
        for (int i = 0; whole && !tooLong && i < keys.size(); i++) {
            boolean last = i == keys.size() - 1;
            ListedSegment key = keys.get(i);
            long endUs =
                    last ? segments.get(segments.size() - 1).endUs() : keys.get(i + 1).startUs();
            tooLong = MediaPlaylist.target(endUs - key.startUs()) > targetSeconds;
            if (!tooLong && (complete || !last)) {
                frames.add(key.until(endUs));
            }
        }
        return new KeyFramePlaylist(
                targetSeconds,
                complete || tooLong,
                tooLong,
                List.copyOf(frames),
                breaks,
                container);
    }

    /** Nothing if there is no key frame. */
    BitRates rates() {
        return BitRates.of(frames.stream().map(this::keyFrame).toList(), targetSeconds);
    }

    private ListedSegment keyFrame(ListedSegment of) {
        return new ListedSegment(of.index(), of.startUs(), of.endUs(), bytes(of));
    }

    /** Without what EXT-X-MAP names. */
    private long bytes(ListedSegment of) {
        return of.keyBytes() - container.tableBytes();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("#EXTM3U\n#EXT-X-VERSION:");
        text.append(Math.max(LEAST_VERSION, MediaPlaylist.version(container)));
        text.append("\n#EXT-X-TARGETDURATION:").append(targetSeconds);
        text.append("\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:EVENT\n");
        text.append("#EXT-X-I-FRAMES-ONLY\n");
        ListedSegment before = null;
        for (ListedSegment frame : frames) {
            MediaPlaylist.appendBreaks(text, breaks, before, frame);
            if (before == null || before.head() != frame.head()) {
                text.append("#EXT-X-MAP:URI=\"").append(map(frame)).append('\n');
            }
            text.append("#EXTINF:").append(MediaPlaylist.seconds(frame.durationUs()));
            text.append(",\n#EXT-X-BYTERANGE:").append(bytes(frame));
            text.append('@').append(container.tableBytes()).append('\n');
            text.append(PlaybackFiles.segment(frame.index(), container)).append('\n');
            before = frame;
        }
        return over ? text.append("#EXT-X-ENDLIST\n").toString() : text.toString();
    }

    private String map(ListedSegment frame) {
        if (container.hasHead()) {
            return PlaybackFiles.head(frame.head()) + '"';
        }
        String segment = PlaybackFiles.segment(frame.index(), container);
        return segment + "\",BYTERANGE=\"" + container.tableBytes() + "@0\"";
    }
}
