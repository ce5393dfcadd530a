package io.zoetrope.query.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of this API, as answers give them. */
public final class Urls {
    private Urls() {}

    public static String thumbnail(String videoId, long ms) {
        return "/v1/videos/" + segment(videoId) + "/thumbnail?ms=" + ms;
    }

    /**
     * Of an object's own picture.
     *
     * @param name of its file
     */
    public static String crop(String videoId, String name) {
        return "/v1/videos/" + segment(videoId) + "/crops/" + segment(name);
    }

    public static String source(String videoId) {
        return "/v1/videos/" + segment(videoId) + "/source";
    }

    public static String clip(String videoId, long startMs, long endMs) {
        return "/v1/videos/"
                + segment(videoId)
                + "/clip.mp4?start_ms="
                + startMs
                + "&end_ms="
                + endMs;
    }

    /** Of a track of text. */
    public static String subtitles(String videoId, String track) {
        return "/v1/videos/" + segment(videoId) + "/hls/subtitles/" + segment(track) + ".vtt";
    }

    public static String hls(String videoId) {
        return "/v1/videos/" + segment(videoId) + "/hls/master.m3u8";
    }

    private static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
