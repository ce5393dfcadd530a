package io.zoetrope.operators.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.TaughtLabel;
import org.junit.jupiter.api.Test;

/** Which deleted labels are forgotten. */
class GoneLabelsTest {
    private final GoneLabels gone = new GoneLabels();

    private void delete(String tenant, int count) {
        for (int i = 0; i < count; i++) {
            gone.put(TaughtLabel.deleted(tenant + i, tenant, "n", i));
        }
    }

    @Test
    void theOldestOfATenantThatHasTooMany() {
        delete("a", LabelLimits.MAX_GONE);
        delete("b", 1);
        assertThat(gone.letGo("a")).isEmpty();
        gone.put(TaughtLabel.deleted("late", "a", "n", LabelLimits.MAX_GONE));
        assertThat(gone.letGo("b")).isEmpty();
        assertThat(gone.letGo("a")).containsExactly("a0");
        assertThat(gone.letGo("a")).isEmpty();
    }

    @Test
    void oneThatIsDeletedAgainCountsOnce() {
        delete("a", LabelLimits.MAX_GONE);
        gone.put(TaughtLabel.deleted("a0", "a", "n", 5_000));
        assertThat(gone.letGo("a")).isEmpty();
        gone.put(TaughtLabel.deleted("late", "a", "n", 5_001));
        assertThat(gone.letGo("a")).containsExactly("a1");
        gone.remove("a2");
        gone.put(TaughtLabel.deleted("later", "a", "n", 5_002));
        assertThat(gone.letGo("a")).isEmpty();
    }

    @Test
    void ofAllTogetherTheOldestOfTheTenantThatHasMost() {
        int tenants = LabelLimits.MAX_GONE_IN_ALL / LabelLimits.MAX_GONE;
        delete("few", 1);
        for (int i = 0; i < tenants; i++) {
            delete("t" + i + "-", LabelLimits.MAX_GONE);
        }
        assertThat(gone.letGo("few")).containsExactly("t0-0");
        assertThat(gone.letGo("few")).isEmpty();
    }
}
