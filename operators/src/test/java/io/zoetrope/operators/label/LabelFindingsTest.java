package io.zoetrope.operators.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Labels;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelFindingsTest {
    private static final IndexChange REMOVAL =
            IndexChange.removal(new VideoRef("v", "acme", "", "", ""), 1);

    @AutoClose
    private TwoInputStreamOperatorTestHarness<IndexChange, TaughtLabel, IndexChange> harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
    }

    private static TwoInputStreamOperatorTestHarness<IndexChange, TaughtLabel, IndexChange>
            harness() throws Exception {
        return new TwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithNonKeyedOperator<>(
                        new LabelFindings(), List.of(LabelFindings.LABELS)));
    }

    private void teach(TaughtLabel label) throws Exception {
        harness.processElement2(new StreamRecord<>(label));
    }

    private Labels red(String tenant) throws Exception {
        harness.processElement1(
                new StreamRecord<>(
                        IndexChange.of(TestingLabels.object(tenant, "car", TestingLabels.RED))));
        return last().labels();
    }

    private IndexChange last() {
        List<IndexChange> given = harness.extractOutputValues();
        return given.get(given.size() - 1);
    }

    private void restore() throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.open();
    }

    @Test
    void labelsHoldOverARestore() throws Exception {
        assertThat(red("acme")).isEqualTo(Labels.NONE);
        teach(TestingLabels.label("a", "acme", "mine", 1, TestingLabels.RED));
        teach(TestingLabels.label("b", "acme", "sky", 2, TestingLabels.BLUE));
        assertThat(red("acme").names()).containsExactly("mine");
        restore();
        assertThat(red("acme").names()).containsExactly("mine");
        assertThat(red("other")).as("whose it is").isEqualTo(Labels.NONE);
    }

    @Test
    void theLaterVersionHolds() throws Exception {
        teach(TestingLabels.label("a", "acme", "mine", 2, TestingLabels.RED));
        teach(TestingLabels.label("a", "acme", "yours", 3, TestingLabels.RED));
        assertThat(red("acme").names()).containsExactly("yours");
        restore();
        teach(TestingLabels.label("a", "acme", "mine", 2, TestingLabels.RED));
        assertThat(red("acme").names()).containsExactly("yours");
        teach(TaughtLabel.deleted("a", "acme", "yours", 4));
        assertThat(red("acme").names()).isEmpty();
        restore();
        assertThat(red("acme").names()).isEmpty();
    }

    @Test
    void whatWasDeletedStaysDeletedWhateverComesLate() throws Exception {
        teach(TestingLabels.label("a", "acme", "mine", 2, TestingLabels.RED));
        teach(TaughtLabel.deleted("a", "acme", "mine", 3));
        teach(TestingLabels.label("a", "acme", "mine", 2, TestingLabels.RED));
        assertThat(red("acme").names()).isEmpty();
        restore();
        teach(TestingLabels.label("a", "acme", "mine", 2, TestingLabels.RED));
        assertThat(red("acme").names()).isEmpty();
        teach(TestingLabels.label("a", "acme", "again", 4, TestingLabels.RED));
        assertThat(red("acme").names()).as("an undo").containsExactly("again");
    }

    @Test
    void manyDeletionsOfOneTenantDoNotBringBackAnothersNorTheLatest() throws Exception {
        teach(TaughtLabel.deleted("theirs", "other", "theirs", 2));
        for (int i = 0; i <= LabelLimits.MAX_GONE; i++) {
            teach(TaughtLabel.deleted("l" + i, "acme", "mine", 2 + i));
        }
        restore();
        String latest = "l" + LabelLimits.MAX_GONE;
        teach(TestingLabels.label(latest, "acme", "mine", 1, TestingLabels.RED));
        teach(TestingLabels.label("theirs", "other", "theirs", 1, TestingLabels.RED));
        assertThat(red("acme").names()).isEmpty();
        assertThat(red("other").names()).isEmpty();
        teach(TestingLabels.label("l0", "acme", "forgotten", 1, TestingLabels.RED));
        assertThat(red("acme").names()).as("the oldest").containsExactly("forgotten");
    }

    @Test
    void whatLabelsMeanTakesSoManyBytes() throws Exception {
        int large = (int) (LabelLimits.MAX_BYTES / Float.BYTES / 2) - 16;
        teach(TestingLabels.large("a", "acme", "first", 1, large));
        teach(TestingLabels.label("b", "acme", "mine", 2, TestingLabels.RED));
        teach(TestingLabels.large("c", "acme", "second", 3, large));
        teach(TestingLabels.large("d", "acme", "third", 4, large));
        teach(TestingLabels.label("e", "acme", "late", 5, TestingLabels.RED));
        assertThat(red("acme").names()).as("small ones still fit").containsExactly("late", "mine");
        teach(TestingLabels.large("b", "acme", "mine", 6, large));
        assertThat(red("acme").names()).as("no room to grow").containsExactly("late", "mine");
        teach(TaughtLabel.deleted("a", "acme", "first", 7));
        teach(TestingLabels.large("b", "acme", "mine", 8, large));
        assertThat(red("acme").names()).as("room again").containsExactly("late");
    }

    @Test
    void whatIsNoObjectOrMomentPasses() throws Exception {
        teach(TestingLabels.label("a", "acme", "mine", 1, TestingLabels.RED));
        harness.processElement1(new StreamRecord<>(REMOVAL));
        assertThat(last()).isEqualTo(REMOVAL);
        harness.processElement1(
                new StreamRecord<>(
                        IndexChange.of(TestingLabels.object("acme", "dog", TestingLabels.RED))));
        assertThat(last().labels()).as("no positive example is a dog").isEqualTo(Labels.NONE);
    }

    @Test
    void aTenantHasSoManyLabelsAndNoMore() throws Exception {
        for (int i = 0; i <= LabelLimits.MAX_LABELS; i++) {
            teach(TestingLabels.label("l" + i, "acme", "n" + i, i + 1, TestingLabels.RED));
        }
        assertThat(red("acme").names())
                .hasSize(LabelLimits.MAX_LABELS)
                .doesNotContain("n" + LabelLimits.MAX_LABELS);
        restore();
        teach(TestingLabels.label("l0", "acme", "again", 999, TestingLabels.RED));
        assertThat(red("acme").names())
                .as("one that is known may change")
                .hasSize(LabelLimits.MAX_LABELS)
                .contains("again");
        teach(TestingLabels.label("t", "other", "theirs", 1, TestingLabels.RED));
        assertThat(red("other").names()).containsExactly("theirs");
    }
}
