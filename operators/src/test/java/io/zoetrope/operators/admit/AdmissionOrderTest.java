package io.zoetrope.operators.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that overtake each other, and versions that are removed one by one. */
class AdmissionOrderTest {
    private final TestingVideos videos = new TestingVideos();
    private KnownVideo known;

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
    void equalSequencersAreOrderedByOffset() {
        ProbeOutcome first = videos.withSequencer(videos.probed("v1"), "0A");
        ProbeOutcome second = videos.withSequencer(videos.probed("v2"), "0A");
        decide(second);

        assertThat(decide(first)).isEmpty();
    }

    @Test
    void takesWhatComesInATopicThatWasMadeAnew() {
        decide(videos.probed("v1"));
        ProbeOutcome straggler = videos.probed("v2");

        assertThat(decide(videos.inNewTopic(videos.probed("v3"))))
                .containsExactly("REMOVED v1", "OPENED v3");
        assertThat(Admission.decide(known, straggler).overtaken()).as("of the old topic").isTrue();
    }

    @Test
    void aSequencerGoesBeforeATopicThatWasMadeAnew() {
        decide(videos.withSequencer(videos.probed("v1"), "0B"));
        ProbeOutcome replayed = videos.withSequencer(videos.inNewTopic(videos.probed("v0")), "0A");

        assertThat(decide(replayed)).isEmpty();
    }

    @Test
    void whatChangesNothingStillCountsForTheOrder() {
        decide(videos.probed("v1"));
        ProbeOutcome removal = videos.deleted("");
        decide(videos.probed("v1"));

        assertThat(Admission.decide(known, removal).overtaken()).isTrue();
    }

    @Test
    void theRemovalOfAnOldVersionLeavesTheCurrentOne() {
        decide(videos.probed("v1"));
        decide(videos.probed("v2"));

        assertThat(decide(videos.versionGone(videos.probed("v2")))).isEmpty();
        assertThat(known.current().version()).isEqualTo("v2");
    }

    @Test
    void theRemovalOfTheCurrentVersionBringsTheOneBefore() {
        decide(videos.probed("v1"));
        decide(videos.probed("v2"));

        assertThat(decide(videos.versionGone(videos.probed("v1"))))
                .containsExactly("REMOVED v2", "OPENED v1");
    }

    @Test
    void theRemovalOfTheLastVersionRemovesTheVideo() {
        decide(videos.probed("v1"));

        assertThat(decide(videos.versionGone(videos.missing()))).containsExactly("REMOVED v1");
        assertThat(known.isGone()).isTrue();
    }

    @Test
    void theRemovalOfAVersionIndexesNothingThatNobodyTold() {
        assertThat(decide(videos.versionGone(videos.probed("v1")))).isEmpty();
        assertThat(known).isNull();
        decide(videos.probed("v1"));
        decide(videos.deleted(""));
        assertThat(decide(videos.versionGone(videos.probed("v1")))).isEmpty();
    }

    @Test
    void theRemovalOfAVersionRepeatsNoFailure() {
        decide(videos.rejected("v1"));

        assertThat(decide(videos.versionGone(videos.rejected("v1")))).isEmpty();
    }

    @Test
    void theRemovalOfAVersionIsRejectedIfTheStoreIsAway() {
        decide(videos.probed("v1"));
        ProbeOutcome away = videos.versionGone(videos.rejected(""));

        Admission.Decision decision = Admission.decide(known, away);

        assertThat(decision.changes()).isEmpty();
        assertThat(decision.rejected()).isEqualTo(away.problem());
        assertThat(decision.known().current().version()).isEqualTo("v1");
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
