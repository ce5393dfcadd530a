package io.zoetrope.query.media;

import java.util.List;
import java.util.Locale;

/**
 * Tracks of text in HLS (RFC 8216 §3.5, §4.3.4.1): what the master playlist says of them beside the
 * renditions that are stored, and the playlist of one. Pure.
 */
final class SubtitlePlaylists {
    private static final String GROUP = "subtitles";
    private static final String VARIANT = "#EXT-X-STREAM-INF:";

    private SubtitlePlaylists() {}

    /**
     * The stored master playlist with these tracks in it.
     *
     * @param master as the job wrote it
     * @param tracks may be none
     */
    static String master(String master, List<Subtitles.Track> tracks) {
        if (tracks.isEmpty()) {
            return master;
        }
        StringBuilder out = new StringBuilder();
        boolean listed = false;
        for (String line : master.lines().toList()) {
            boolean variant = line.startsWith(VARIANT);
            if (variant && !listed) {
                tracks.forEach(track -> append(out, track));
                listed = true;
            }
            out.append(line).append(variant ? ",SUBTITLES=\"" + GROUP + "\"" : "").append('\n');
        }
        return out.toString();
    }

    private static void append(StringBuilder out, Subtitles.Track track) {
        out.append("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"").append(GROUP);
        out.append("\",NAME=\"").append(track.name()).append('"');
        if (!track.language().isEmpty()) {
            out.append(",LANGUAGE=\"").append(track.language()).append('"');
        }
        out.append(",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO");
        if (track.recognised()) {
            out.append(",CHARACTERISTICS=\"public.machine-generated\"");
        }
        out.append(",URI=\"subtitles/").append(track.id()).append(".m3u8\"\n");
    }

    /**
     * A playlist of one file: text is small, and subtitles may have a target duration of their own
     * (RFC 8216 §6.2.4).
     */
    static String media(String track, long durationMs) {
        long targetSeconds = Math.max(1, (durationMs + 999) / 1000);
        return "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:"
                + targetSeconds
                + "\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:"
                + String.format(
                        Locale.ROOT, "%d.%03d", durationMs / 1000, Math.floorMod(durationMs, 1000))
                + ",\n"
                + track
                + ".vtt\n#EXT-X-ENDLIST\n";
    }
}
