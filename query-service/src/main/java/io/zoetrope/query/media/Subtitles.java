package io.zoetrope.query.media;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is said in videos, to be read while they play. Thread-safe. */
public interface Subtitles {
    /**
     * One of a video's tracks.
     *
     * @param id as in paths: small letters, digits, signs
     * @param name for people, in English; no other track of the video has it
     * @param language BCP 47; empty if it is not known
     * @param recognised whether it was made of what is heard, and not written by people
     */
    record Track(String id, String name, String language, boolean recognised) {}

    /**
     * Tracks of a video, those that people wrote first.
     *
     * @return none if nothing is said in it, or the tenant has no such video
     * @throws IOException if the index does not answer
     */
    List<Track> of(String tenant, String videoId) throws IOException;

    /**
     * A track with its cues.
     *
     * @param durationMs of the video, or of the cues if that is longer
     */
    record Text(List<WebVtt.Cue> cues, long durationMs) {}

    /**
     * @return empty if there is no such track
     * @throws IOException if the index does not answer
     */
    Optional<Text> text(String tenant, String videoId, String track) throws IOException;
}
