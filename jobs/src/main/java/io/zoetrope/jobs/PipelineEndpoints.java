package io.zoetrope.jobs;

import io.zoetrope.connectors.kafka.StatusMessage;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.domain.store.FileStoreOpener;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;

/**
 * Where events come from and where results go: real systems, or a test's collections. What goes to
 * {@code tellSegmentsDone} comes back by {@code segmentsDone}.
 *
 * @param control what people taught
 * @param index takes changes and gives back each status when it is true
 * @param keyFrameRemovals deletes once a checkpoint is complete, and gives nothing back
 * @param files where what is played lies
 */
public record PipelineEndpoints(
        Source<RawEvent, ?, ?> arrivals,
        Source<RawEvent, ?, ?> control,
        Source<SegmentDone, ?, ?> segmentsDone,
        Sink<SegmentDone> tellSegmentsDone,
        OneInputStreamOperatorFactory<IndexChange, VideoStatus> index,
        Sink<StatusMessage> statuses,
        Sink<DeadLetter> deadLetters,
        ArchiveEndpoints archive,
        Sink<Thumbnail> keyFrames,
        OneInputStreamOperatorFactory<ThumbnailRemoval, Void> keyFrameRemovals,
        FileStoreOpener files) {}
