package io.zoetrope.operators.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.StoreNotice;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two arrivals of one uri that become one. */
class WaitingArrivalTest {
    private static final VideoDescription OLD =
            new VideoDescription("old", Map.of("k", "1"), "s3a://b/a.vtt");
    private static final IndexingLimits SHORT =
            IndexingLimits.of(1_000_000, 0).forAnalysers(List.of("visual"));

    private final VideoArrival described =
            arrival(1, "mine", "first").withDescription(OLD, SHORT).withAttempt(3);

    @Test
    void theNewestWordCountsAndAnIdThatWasGivenStays() {
        VideoDescription changed = new VideoDescription("new", Map.of(), "");
        VideoArrival later = arrival(2, "", "second").withDescription(changed, IndexingLimits.NONE);

        VideoArrival joined = joined(described, later);

        assertThat(joined.event().offset()).isEqualTo(2);
        assertThat(joined.description()).isEqualTo(changed);
        assertThat(joined.limits()).isEqualTo(IndexingLimits.NONE);
        assertThat(joined.video().collection()).isEqualTo("second");
        assertThat(joined.video().videoId()).isEqualTo("mine");
        assertThat(joined.attempt()).isEqualTo(3);
        assertThat(joined(described, arrival(2, "other", "")).video().videoId()).isEqualTo("other");
    }

    @Test
    void aStoreTakesNothingThatSomebodySaid() {
        VideoArrival joined = joined(described, fromStore(2, ArrivalType.ARRIVED, "0A", ""));

        assertThat(joined.event().offset()).isEqualTo(2);
        assertThat(joined.notice().sequencer()).isEqualTo("0A");
        assertThat(joined.isFromStore()).as("it is described").isFalse();
        assertThat(joined.description()).isEqualTo(OLD);
        assertThat(joined.limits()).isEqualTo(SHORT);
        assertThat(joined.video().collection()).isEqualTo("first");
        assertThat(joined.video().videoId()).isEqualTo("mine");
    }

    @Test
    void whatCameIsLookedAtThoughAnotherVersionWent() {
        VideoArrival versionWent = fromStore(2, ArrivalType.DELETED, "0B", "v0");

        assertThat(joined(described, versionWent).type()).isEqualTo(ArrivalType.ARRIVED);
        assertThat(joined(versionWent, described).type()).isEqualTo(ArrivalType.ARRIVED);
        VideoArrival another = joined(versionWent, fromStore(3, ArrivalType.DELETED, "0C", "v1"));
        assertThat(another.type()).isEqualTo(ArrivalType.DELETED);
        assertThat(another.isGone()).isFalse();
        assertThat(another.isFromStore()).isTrue();
        assertThat(another.notice().sequencer()).isEqualTo("0C");
    }

    private static VideoArrival joined(VideoArrival older, VideoArrival later) {
        return WaitingArrival.of(older).followedBy(later).arrival();
    }

    private static VideoArrival fromStore(
            long offset, ArrivalType type, String sequencer, String gone) {
        VideoArrival arrival = arrival(offset, "", "");
        return VideoArrival.of(type, arrival.video(), arrival.event())
                .withNotice(new StoreNotice("s3:ObjectEvent", sequencer, gone));
    }

    private static VideoArrival arrival(long offset, String id, String collection) {
        VideoRef video = new VideoRef(id, "", collection, "s3a://b/a.mp4", "");
        return VideoArrival.of(
                ArrivalType.ARRIVED, video, RawEvent.of(new byte[0], 0).at("t", 0, offset));
    }
}
