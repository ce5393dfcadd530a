package io.zoetrope.query.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path asks of a video: ids are the callers' own, so one that is called {@code hls} must not
 * pass for a folder of playlists.
 *
 * @param video the path up to the slash behind the id; empty if it is of no video
 * @param rest what stands behind that slash
 */
public record VideoPath(String video, String rest) {
    private static final Pattern OF_VIDEO =
            Pattern.compile("(/v1/(?:signed/[^/?]+/)?videos/[^/?]+/)(.*)", Pattern.DOTALL);
    private static final VideoPath OTHER = new VideoPath("", "");
    private static final String PLAYLISTS = "hls/";

    /**
     * @param path as it was asked for, with a link's token or without
     */
    public static VideoPath of(String path) {
        Matcher video = OF_VIDEO.matcher(path);
        return video.matches() ? new VideoPath(video.group(1), video.group(2)) : OTHER;
    }

    /** Up to the slash behind {@code hls}; only of what is below it. */
    public String playlists() {
        return video + PLAYLISTS;
    }

    /** Whether it is below {@code hls/}. */
    public boolean isPlayback() {
        return rest.startsWith(PLAYLISTS);
    }

    /** Whether it is a text track or its playlist, made of what the index says. */
    public boolean isSubtitle() {
        return rest.startsWith(PLAYLISTS + "subtitles/");
    }

    /** Whether it is a small picture: of a moment, an object or a stretch of playback. */
    public boolean isPicture() {
        return rest.equals("thumbnail")
                || rest.startsWith("crops/")
                || rest.startsWith(PLAYLISTS + "sprites/");
    }

    /** Whether it is the file itself. */
    public boolean isSource() {
        return rest.equals("source");
    }

    /** Whether it is a stretch of the video as a file. */
    public boolean isClip() {
        return rest.equals("clip.mp4");
    }
}
