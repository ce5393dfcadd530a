package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexChange;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.VideoIds;
import org.junit.jupiter.api.Test;

/** Removals, new generations, and segments that never come. */
class ComposeMomentsLivesTest extends ComposeMomentsFixture {
    @Test
    void dropsWhatComesAfterARemoval() throws Exception {
        open(2);
        see(segments.whole(0));
        control(segments.removal(2));
        see(segments.whole(1));

        assertThat(changes()).containsExactly("INDEXING 0/2", "removal");
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void takesPicturesAwayWithTheVideoAndAgainAfterAStraggler() throws Exception {
        open(3);
        control(segments.removal(2));
        assertThat(removals()).containsExactly(segments.pictures(2));
        see(segments.part(0, 0, false, 0, 5));
        assertThat(removals()).hasSize(1);
        see(segments.part(0, 1, true, 5, 10));

        assertThat(removals()).containsExactly(segments.pictures(2), segments.pictures(2));
        control(segments.control(2, 2));
        see(segments.whole(1));
        assertThat(removals()).hasSize(3).containsOnly(segments.pictures(2));
        assertThat(changes()).doesNotContain("READY 2/2");
    }

    @Test
    void keepsPicturesOfAVideoThatWasGivenUp() throws Exception {
        open(2);
        see(segments.whole(0));
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS);
        see(segments.whole(1));

        assertThat(deadLetters()).containsExactly("missing_segment");
        assertThat(removals()).isEmpty();
    }

    @Test
    void composesTheNextLifeOfAnId() throws Exception {
        open(2);
        see(segments.whole(1));
        control(segments.removal(2));
        control(segments.control(2, 1));
        see(segments.whole(0));
        see(segments.ofGeneration(segments.whole(0), 2));

        assertThat(changes())
                .containsExactly(
                        "INDEXING 0/2", "removal", "INDEXING 0/1", "moment 0-10000", "READY 1/1");
    }

    @Test
    void keepsTenantsApartThatGaveTheSameId() throws Exception {
        TestingSegments theirs = segments.ofTenant("other");
        open(1);
        control(theirs.control(9, 1));
        see(segments.whole(0));
        see(theirs.ofGeneration(theirs.whole(0), 9));

        assertThat(changes().stream().filter(change -> change.startsWith("READY"))).hasSize(2);
        assertThat(moments()).extracting(Moment::momentId).doesNotHaveDuplicates().hasSize(2);
        assertThat(moments())
                .extracting(moment -> moment.video().tenant())
                .containsExactly("default", "other");
        control(theirs.removal(10));
        assertThat(harness.extractOutputValues())
                .last()
                .extracting(IndexChange::videoKey)
                .isEqualTo(VideoIds.key("other", moments().get(0).video().videoId()));
    }

    @Test
    void givesUpOnAMissingSegment() throws Exception {
        open(3);
        see(segments.whole(0));
        see(segments.whole(2));
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS - 1);
        assertThat(changes()).doesNotContain("moment 20000-30000");

        harness.setProcessingTime(TestingSegments.GIVE_UP_MS);

        assertThat(changes())
                .containsExactly(
                        "INDEXING 0/3",
                        "moment 0-10000",
                        "moment 20000-30000",
                        "PARTIAL 3/3 missing_segment");
        assertThat(deadLetters()).containsExactly("missing_segment");
        see(segments.whole(1));
        assertThat(changes()).hasSize(4);
        harness.setProcessingTime(3 * TestingSegments.GIVE_UP_MS);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void waitsOnWhileSegmentsCome() throws Exception {
        open(3);
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS - 1);
        see(segments.whole(0));
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS + 5);

        assertThat(deadLetters()).isEmpty();
        harness.setProcessingTime(2 * TestingSegments.GIVE_UP_MS);
        assertThat(deadLetters()).containsExactly("missing_segment");
    }

    @Test
    void forgetsSegmentsWhoseVideoNeverComes() throws Exception {
        see(segments.whole(0));
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS);

        assertThat(changes()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }
}
