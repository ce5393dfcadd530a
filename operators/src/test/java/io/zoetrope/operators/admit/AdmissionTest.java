package io.zoetrope.operators.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.message.SegmentDone;
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
    void aStoresNotificationTakesNothingThatWasSaid() {
        VideoDescription titled = new VideoDescription("title", Map.of("k", "v"), "");
        IndexingLimits limits = IndexingLimits.of(5_000_000, 0);
        decide(videos.described(titled, limits, 1));

        assertThat(decide(videos.fromStore(videos.probed("v1")))).as("a tag was set").isEmpty();
        assertThat(decide(videos.fromStore(videos.probed("v2"))))
                .containsExactly("REMOVED v1", "OPENED v2");
        assertThat(known.description()).isEqualTo(titled);
        assertThat(known.limits()).isEqualTo(limits);
        assertThat(decide(videos.probed("v2"))).as("somebody says nothing").isNotEmpty();
    }

    @Test
    void aThousandArrivalsOfOneUriAreOneVideo() {
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            changes.addAll(decide(videos.probed("v1")));
        }

        assertThat(changes).containsExactly("OPENED v1");
    }

    @Test
    void indexesAgainIfDescriptionLimitsOrAttemptChange() {
        decide(videos.probed("v1"));

        VideoDescription titled = new VideoDescription("new", Map.of(), "");
        assertThat(decide(videos.described(titled, IndexingLimits.NONE, 1)))
                .containsExactly("OPENED v1");
        IndexingLimits shorter = IndexingLimits.of(5, 0);
        assertThat(decide(videos.described(titled, shorter, 1)))
                .as("pictures behind it go")
                .containsExactly("REMOVED v1", "OPENED v1");
        assertThat(decide(videos.described(titled, shorter, 2))).containsExactly("OPENED v1");
        assertThat(decide(videos.described(titled, shorter, 2))).isEmpty();
        IndexingLimits longer = IndexingLimits.of(7, 0);
        assertThat(decide(videos.described(titled, longer, 2)))
                .as("found until it is indexed anew")
                .containsExactly("OPENED v1");
        assertThat(decide(videos.described(titled, IndexingLimits.NONE, 2)))
                .containsExactly("OPENED v1");
    }

    @Test
    void reportsEachFailureAndForgetsItWhenTheVideoIsGood() {
        assertThat(decide(videos.rejected("v1"))).containsExactly("FAILED v1");
        assertThat(decide(videos.rejected("v1"))).containsExactly("FAILED v1");
        assertThat(decide(videos.probed("v2"))).containsExactly("REMOVED v1", "OPENED v2");
    }

    @Test
    void keepsAnIndexedVersionIfTheStoreIsAway() {
        decide(videos.probed("v1"));

        assertThat(decide(videos.rejected(""))).containsExactly("FAILED ");
        assertThat(decide(videos.probed("v1"))).isEmpty();
    }

    @Test
    void rejectsWhatCouldOnlyBeToldUnderTheIdOfAnIndexedVideo() {
        decide(videos.probed("mine", "v1"));
        ProbeOutcome away = videos.unreachable("mine");

        Admission.Decision decision = Admission.decide(known, away);

        assertThat(decision.changes()).isEmpty();
        assertThat(decision.rejected()).isEqualTo(away.problem());
        assertThat(decision.known()).isEqualTo(known);
    }

    @Test
    void replacesAnIndexedVersionByBytesThatAreNoVideo() {
        decide(videos.probed("v1"));

        assertThat(decide(videos.rejected("v2"))).containsExactly("REMOVED v1", "FAILED v2");
    }

    @Test
    void heedsWhatBecameOfEveryLifeOfTheCurrentVersion() {
        decide(videos.probed("v1"));
        long generation = known.generation();

        assertThat(becameOf(generation - 1)).isNull();
        assertThat(becameOf(generation + 100)).isNull();
        assertThat(becameOf(generation)).isEqualTo(IndexingState.PARTIAL);
        assertThat(becameOf(generation + 99)).isEqualTo(IndexingState.PARTIAL);
    }

    @Test
    void heedsNothingThatIsToldOfAnotherVersion() {
        decide(videos.probed("v1"));
        KnownVideo first = known;
        decide(videos.probed("v2"));
        SegmentDone told =
                SegmentDone.concluded(
                        first.current(), known.generation(), 0, 0, IndexingState.PARTIAL, 0);

        assertThat(Admission.conclude(known, told)).isEqualTo(known);
        decide(videos.deleted(""));
        assertThat(Admission.conclude(known, told)).isEqualTo(known);
    }

    @Test
    void theSameEventReadAgainIsNoWishToTryAgain() {
        ProbeOutcome event = videos.probed("v1");
        decide(event);
        known = known.concluded(IndexingState.PARTIAL);

        assertThat(decide(event)).isEmpty();
        assertThat(decide(videos.probed("v1"))).containsExactly("OPENED v1");
    }

    @Test
    void whatComesBeforeTheEndIsKnownIsKeptForIt() {
        decide(videos.probed("v1"));
        ProbeOutcome again = videos.probed("v1");
        Admission.Decision decision = Admission.decide(known, again);

        assertThat(decision.changes()).isEmpty();
        assertThat(decision.early()).isEqualTo(again);
        KnownVideo after = decision.known();
        assertThat(Admission.decide(after, again).early()).as("the same event").isNull();
        assertThat(Admission.again(after.concluded(IndexingState.READY), again).changes())
                .isEmpty();
        assertThat(Admission.again(after.concluded(IndexingState.FAILED), again).changes())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.kind()).isEqualTo(VideoChange.Kind.OPENED);
                            assertThat(change.generation()).isGreaterThan(after.generation());
                        });
    }

    private IndexingState becameOf(long generation) {
        SegmentDone told =
                SegmentDone.concluded(known.current(), generation, 0, 0, IndexingState.PARTIAL, 0);
        return Admission.conclude(known, told).became();
    }

    /** Its id may have been given to another uri since, which the removal must not take. */
    @Test
    void aRemovalEndsNoLifeThatBeganAfterTheUrisOwn() {
        decide(videos.probed("posted", "v1"));
        long own = known.generation();
        long another = another();

        long removed = generations(videos.deleted("")).get(0);
        assertThat(removed).isGreaterThan(own).isLessThan(another);
        assertThat(generations(videos.probed("v2")).get(0)).isGreaterThan(removed);
    }

    @Test
    void anIdThatIsTakenFromAUriGoesWithThatUrisLives() {
        decide(videos.probed("posted", "v1"));
        long own = known.generation();
        long another = another();

        List<Long> other = generations(videos.probed("other", "v1"));
        assertThat(other.get(0)).as("posted goes").isGreaterThan(own).isLessThan(another);
        assertThat(other.get(1)).as("other comes").isGreaterThan(another);
        List<Long> same = generations(videos.probed("other", "v2"));
        assertThat(same.get(0)).as("all lives of an id that stays").isEqualTo(same.get(1));
    }

    /** When, much later, something comes to another uri. */
    private long another() {
        for (int i = 0; i < 1000; i++) {
            videos.event();
        }
        return videos.event().timestampMs();
    }

    private List<Long> generations(ProbeOutcome outcome) {
        Admission.Decision decision = Admission.decide(known, outcome);
        known = decision.known();
        return decision.changes().stream().map(VideoChange::generation).toList();
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
