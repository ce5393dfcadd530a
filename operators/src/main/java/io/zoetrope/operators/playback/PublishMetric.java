package io.zoetrope.operators.playback;

import io.zoetrope.operators.CounterName;

/** What {@link PublishPlaylist} counts. */
enum PublishMetric implements CounterName {
    /** Videos that can be played from their beginning. */
    PLAYABLE("playableVideos"),
    /** Videos that can be played to their end. */
    COMPLETE("completeVideos"),
    /** Videos without playback though it was wanted. */
    FAILED("unplayableVideos"),
    /** Videos whose files were taken away. */
    REMOVED("removedVideos"),
    /** Segments that came once more. */
    REPEATED("repeatedSegments"),
    /** Segments of lives that are over. */
    LATE("lateSegments"),
    /** Times that the store did not take playlists or removals; they are tried again. */
    RETRIES("retries");

    private final String metricName;

    PublishMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
