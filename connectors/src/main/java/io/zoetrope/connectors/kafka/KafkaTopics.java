package io.zoetrope.connectors.kafka;

import java.io.Serializable;
import java.util.List;

/**
 * The topics that Zoetrope reads and writes.
 *
 * @param arrivals events about videos, in
 * @param status one JSON document per video, compacted by video id, out
 * @param deadLetters inputs put aside, out
 * @param control labels, standing queries and model switches, in
 */
public record KafkaTopics(String arrivals, String status, String deadLetters, String control)
        implements Serializable {
    public static final KafkaTopics DEFAULT =
            new KafkaTopics(
                    "video.arrivals", "video.status", "video.dead-letters", "video.control");

    List<String> names() {
        return List.of(arrivals, status, deadLetters, control);
    }
}
