package io.zoetrope.operators.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedVideoTest {
    private static final VideoRef VIDEO = new VideoRef("v", "", "", "file:///v.mp4", "1");

    private static PublishedVideo complete(PublishedVideo video) {
        return new PublishedVideo(
                video.video(),
                video.generation(),
                1,
                1,
                1,
                new Playback(5, 6, null, List.of()),
                true,
                video.removedBelow(),
                video.untidy(),
                6,
                6,
                6,
                0,
                video.followed());
    }

    @Test
    void aRemovalOfAnEarlierLifeTakesNothingBackOfALaterOne() {
        PublishedVideo again =
                PublishedVideo.begin(VIDEO, 10, PublishedVideo.removed(null, VIDEO, 9));
        PublishedVideo late = PublishedVideo.removed(again, VIDEO, 8);
        assertThat(late.removedBelow()).isEqualTo(9);
        assertThat(late.over()).isFalse();
        assertThat(PublishedVideo.removed(late, VIDEO, 11).removedBelow()).isEqualTo(11);
    }

    /** Else the store is asked for nothing, once for each video and once for each removal. */
    @Test
    void segmentsFollowOnlyIfALifeWasAtWork() {
        PublishedVideo first = PublishedVideo.begin(VIDEO, 7, null);
        assertThat(first.followed()).isFalse();
        assertThat(complete(first).followed()).isFalse();
        assertThat(PublishedVideo.begin(VIDEO, 8, complete(first)).followed()).isFalse();
        assertThat(PublishedVideo.removed(null, VIDEO, 9).followed()).isFalse();

        assertThat(PublishedVideo.begin(VIDEO, 8, first).followed()).isTrue();
        assertThat(complete(PublishedVideo.begin(VIDEO, 8, first)).followed()).isTrue();
        assertThat(PublishedVideo.removed(first, VIDEO, 9).followed()).isTrue();
        Problem why = Problem.of(Stage.PACKAGE, Reason.ENCODING_FAILED, "text");
        assertThat(first.failed(why).followed()).isTrue();
        assertThat(PublishedVideo.begin(VIDEO, 9, first.failed(why)).followed()).isTrue();
    }
}
