package io.zoetrope.operators.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final TestingVideos videos = new TestingVideos();
    private KnownVideo known;

    @Test
    void opensAVideoOnce() {
        assertThat(decide(videos.probed("v1"))).containsExactly("OPENED v1");
        assertThat(decide(videos.probed("v1"))).isEmpty();
        assertThat(decide(videos.probed("v1"))).isEmpty();
    }

    @Test
    void replacesAnOldVersion() {
        decide(videos.probed("v1"));

        assertThat(decide(videos.probed("v2"))).containsExactly("REMOVED v1", "OPENED v2");
    }

    @Test
    void aGivenIdStaysWithItsUri() {
        assertThat(decide(videos.probed("posted", "v1"))).containsExactly("OPENED v1");
        assertThat(decide(videos.probed("v1"))).as("the bucket tells of it too").isEmpty();

        assertThat(decide(videos.probed("v2"))).containsExactly("REMOVED v1", "OPENED v2");
        assertThat(known.current().videoId()).isEqualTo("posted");
        assertThat(decide(videos.rejected("v3"))).containsExactly("REMOVED v2", "FAILED v3");
        assertThat(known.current().videoId()).isEqualTo("posted");
        assertThat(decide(videos.probed("posted", "v4")))
                .containsExactly("REMOVED v3", "OPENED v4");
    }

    @Test
    void anIdThatIsGivenReplacesTheOneBefore() {
        decide(videos.probed("v1"));

        assertThat(decide(videos.probed("posted", "v1")))
                .containsExactly("REMOVED v1", "OPENED v1");
        assertThat(known.current().videoId()).isEqualTo("posted");
        assertThat(decide(videos.probed("other", "v1"))).containsExactly("REMOVED v1", "OPENED v1");
        assertThat(known.current().videoId()).isEqualTo("other");
    }

    @Test
    void aDeletionEndsWhatWasGiven() {
        decide(videos.probed("posted", "v1"));
        decide(videos.deleted(""));

        assertThat(decide(videos.probed("v1"))).containsExactly("OPENED v1");
        assertThat(known.current().videoId()).isNotEqualTo("posted");
    }

    @Test
    void takesAVideoInAgainAfterItsRemoval() {
        decide(videos.probed("v1"));

        assertThat(decide(videos.deleted(""))).containsExactly("REMOVED v1");
        assertThat(decide(videos.deleted(""))).isEmpty();
        long before = known.generation();
        assertThat(decide(videos.probed("v1"))).containsExactly("OPENED v1");
        assertThat(known.generation()).isGreaterThan(before);
    }

    @Test
    void removesByGivenIdWhatItDoesNotKnow() {
        assertThat(decide(videos.deleted("given"))).containsExactly("REMOVED ");
        assertThat(decide(videos.deleted(""))).isEmpty();
    }

    @Test
    void dropsOvertakenEvents() {
        ProbeOutcome first = videos.probed("v1");
        ProbeOutcome second = videos.probed("v2");
        decide(second);

        assertThat(decide(first)).isEmpty();
    }

    @Test
    void ordersBySequencerBeforeOffsets() {
        ProbeOutcome late = videos.withSequencer(videos.probed("v2"), "0B");
        ProbeOutcome early = videos.withSequencer(videos.probed("v1"), "0A");
        decide(late);

        assertThat(decide(early)).isEmpty();
    }

    @Test
    void indexesAgainWhereDescriptionLimitsOrAttemptChange() {
        decide(videos.probed("v1"));

        VideoDescription titled = new VideoDescription("new", Map.of(), "");
        assertThat(decide(videos.described(titled, IndexingLimits.NONE, 1)))
                .containsExactly("OPENED v1");
        IndexingLimits shorter = new IndexingLimits(5, 0);
        assertThat(decide(videos.described(titled, shorter, 1)))
                .containsExactly("REMOVED v1", "OPENED v1");
        assertThat(decide(videos.described(titled, shorter, 2))).containsExactly("OPENED v1");
        assertThat(decide(videos.described(titled, shorter, 2))).isEmpty();
    }

    @Test
    void reportsEachFailureAndForgetsItWhenTheVideoIsGood() {
        assertThat(decide(videos.rejected("v1"))).containsExactly("FAILED v1");
        assertThat(decide(videos.rejected("v1"))).containsExactly("FAILED v1");
        assertThat(decide(videos.probed("v2"))).containsExactly("REMOVED v1", "OPENED v2");
    }

    @Test
    void keepsAnIndexedVersionWhereTheStoreIsAway() {
        decide(videos.probed("v1"));

        assertThat(decide(videos.rejected(""))).containsExactly("FAILED ");
        assertThat(decide(videos.probed("v1"))).isEmpty();
    }

    @Test
    void putsAsideWhatCouldOnlyBeToldUnderTheIdOfAnIndexedVideo() {
        decide(videos.probed("mine", "v1"));
        ProbeOutcome away = videos.unreachable("mine");

        Admission.Decision decision = Admission.decide(known, away);

        assertThat(decision.changes()).isEmpty();
        assertThat(decision.putAside()).isEqualTo(away.problem());
        assertThat(decision.known()).isEqualTo(known);
    }

    @Test
    void replacesAnIndexedVersionByBytesThatAreNoVideo() {
        decide(videos.probed("v1"));

        assertThat(decide(videos.rejected("v2"))).containsExactly("REMOVED v1", "FAILED v2");
    }

    @Test
    void growsGenerationsAcrossUris() {
        ProbeOutcome outcome = videos.probed("v1");
        decide(outcome);

        assertThat(known.generation())
                .isGreaterThanOrEqualTo(outcome.arrival().event().timestampMs());
    }

    private List<String> decide(ProbeOutcome outcome) {
        Admission.Decision decision = Admission.decide(known, outcome);
        known = decision.known();
        List<String> changes = new ArrayList<>();
        for (VideoChange change : decision.changes()) {
            assertThat(change.arrival().type()).isIn((Object[]) ArrivalType.values());
            changes.add(change.kind() + " " + change.arrival().video().version());
        }
        return changes;
    }
}
