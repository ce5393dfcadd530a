package io.zoetrope.connectors.kafka;

import io.zoetrope.connectors.json.VideoDocument;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.status.VideoStatus;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Statuses as messages: a removal is reported, so that readers of the topic learn of it, and then
 * forgotten, so that a compacted topic does not say for ever that the video is there.
 */
public final class StatusMessages implements FlatMapFunction<VideoStatus, StatusMessage> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(VideoStatus status, Collector<StatusMessage> out) {
        String key = status.video().key();
        out.collect(new StatusMessage(key, VideoDocument.encode(status)));
        if (status.state() == IndexingState.DELETED) {
            out.collect(new StatusMessage(key, null));
        }
    }
}
