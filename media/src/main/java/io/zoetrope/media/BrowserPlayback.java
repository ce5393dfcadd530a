package io.zoetrope.media;

import java.util.Map;
import java.util.Set;

/**
 * Whether browsers play a file as it is, pictures and sound, on a computer of today without
 * add-ons. Says yes only if Chrome, Edge and Firefox agree: what one of them plays with a decoder
 * of the operating system (HEVC, ProRes, AC-3) is not counted, nor is Matroska with other than
 * WebM's codecs. Decided by what the container says; a damaged file may still not play.
 */
public final class BrowserPlayback {
    private static final Map<String, Playable> BY_DEMUXER =
            Map.of(
                    "mov,mp4,m4a,3gp,3g2,mj2",
                    new Playable(
                            Set.of("h264", "vp9", "av1"), Set.of("aac", "mp3", "opus", "flac")),
                    "matroska,webm",
                    new Playable(Set.of("vp8", "vp9", "av1"), Set.of("opus", "vorbis")));

    private record Playable(Set<String> video, Set<String> audio) {}

    private BrowserPlayback() {}

    /**
     * @param container FFmpeg's demuxer name, as in {@link io.zoetrope.domain.MediaInfo}
     * @param videoCodec FFmpeg's name of it; empty is not playable
     * @param audioCodec FFmpeg's name of it; empty if there is no sound
     */
    public static boolean plays(String container, String videoCodec, String audioCodec) {
        Playable known = BY_DEMUXER.get(container);
        return known != null
                && known.video().contains(videoCodec)
                && (audioCodec.isEmpty() || known.audio().contains(audioCodec));
    }
}
