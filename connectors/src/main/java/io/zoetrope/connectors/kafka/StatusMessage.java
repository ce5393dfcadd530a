package io.zoetrope.connectors.kafka;

/**
 * One message of {@code video.status}.
 *
 * @param key see {@link io.zoetrope.domain.VideoIds#key}
 * @param json the status, UTF-8; null has a compacted topic forget the video
 */
public record StatusMessage(String key, byte[] json) {}
