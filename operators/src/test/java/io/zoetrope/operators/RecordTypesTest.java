package io.zoetrope.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.operators.admit.KnownVideo;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.compose.ComposedVideo;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.keep.EarlyPlayback;
import io.zoetrope.operators.keep.KeptVideo;
import io.zoetrope.operators.keep.VideoReport;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.OrderedVideo;
import io.zoetrope.operators.order.PastLives;
import io.zoetrope.operators.order.SegmentPosition;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.parse.PartitionMark;
import io.zoetrope.operators.probe.ProbeOutcome;
import io.zoetrope.operators.text.ReadVideo;
import io.zoetrope.operators.track.TrackedVideo;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever crosses operators or is held in state is written by Flink, never by Kryo. */
class RecordTypesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                RawEvent.class,
                PartitionMark.class,
                VideoArrival.class,
                ProbeOutcome.class,
                KnownVideo.class,
                VideoChange.class,
                Segment.class,
                SegmentDone.class,
                DecodedSegment.class,
                ObservedSegment.class,
                SegmentPosition.class,
                OrderedVideo.class,
                PastLives.class,
                VideoStep.class,
                ComposedVideo.class,
                VideoReport.class,
                KeptVideo.class,
                EarlyPlayback.class,
                IndexChange.class,
                Finding.class,
                Moment.class,
                Shot.class,
                SoundWindow.class,
                DialogueLine.class,
                ScreenText.class,
                VideoStatus.class,
                DeadLetter.class,
                FrameRecord.class,
                Thumbnail.class,
                ThumbnailRemoval.class,
                TrackedVideo.class,
                TrackedObject.class,
                TaughtLabel.class,
                ReadVideo.class
            })
    void isWrittenByFlink(Class<?> type) {
        Configuration noKryo = new Configuration();
        noKryo.set(PipelineOptions.GENERIC_TYPES, false);

        TypeSerializer<?> serializer =
                TypeInformation.of(type).createSerializer(new SerializerConfigImpl(noKryo));

        assertThat(serializer.getClass().getSimpleName()).isEqualTo("PojoSerializer");
    }
}
