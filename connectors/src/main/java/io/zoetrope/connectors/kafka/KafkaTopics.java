package io.zoetrope.connectors.kafka;

import java.io.Serializable;
import java.util.List;

/**
 * The topics that Zoetrope reads and writes.
 *
 * @param arrivals events about videos, in
 * @param status one JSON document per video, compacted by video id, out
 * @param deadLetters rejected inputs, out
 * @param control labels, standing queries and model switches, in
 * @param segmentsDone what is done of videos; written by the job and read by it alone
 */
public record KafkaTopics(
        String arrivals, String status, String deadLetters, String control, String segmentsDone)
        implements Serializable {
    public static final KafkaTopics DEFAULT =
            new KafkaTopics(
                    "video.arrivals",
                    "video.status",
                    "video.dead-letters",
                    "video.control",
                    "segments.done");

    List<String> names() {
        return List.of(arrivals, status, deadLetters, control, segmentsDone);
    }
}
