package io.zoetrope.operators.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeLineTest {
    @Test
    void storesTakeTurns() {
        ProbeLine line = new ProbeLine(10, 8);
        for (int i = 0; i < 4; i++) {
            line.add("a" + i, "A");
        }
        line.add("b", "B");
        line.add("c", "C");

        assertThat(takeAll(line)).containsExactly("a0", "b", "c", "a1", "a2", "a3");
    }

    @Test
    void oneThreadIsKeptForOtherStores() {
        ProbeLine line = new ProbeLine(3, 8);
        for (int i = 0; i < 5; i++) {
            line.add("a" + i, "A");
        }
        assertThat(takeAll(line)).containsExactly("a0", "a1");

        line.add("b", "B");
        assertThat(line.next().key()).isEqualTo("b");
        assertThat(line.next()).isNull();
        assertThat(line.running()).isEqualTo(3);
    }

    @Test
    void aSingleThreadServesEveryStore() {
        ProbeLine line = new ProbeLine(1, 8);
        line.add("a", "A");
        line.add("b", "B");
        ProbeLine.Entry first = line.next();
        assertThat(line.next()).isNull();
        line.done(first);
        assertThat(line.next().key()).isEqualTo("b");
    }

    @Test
    void aStoreIsFullForItselfAlone() {
        ProbeLine line = new ProbeLine(1, 2);
        line.add("a0", "A");
        assertThat(line.isAlone("A")).isTrue();
        line.add("a1", "A");
        assertThat(line.isFull("A")).isTrue();
        assertThat(line.isFull("B")).isFalse();
        line.add("b", "B");
        assertThat(line.isAlone("A")).isFalse();
    }

    @Test
    void aKeyIsInLineOnce() {
        ProbeLine line = new ProbeLine(4, 8);
        line.add("a", "A");
        line.add("a", "A");
        ProbeLine.Entry taken = line.next();
        assertThat(line.next()).isNull();
        assertThat(line.has("a")).isTrue();
        line.done(taken);
        assertThat(line.has("a")).isFalse();
        assertThat(line.waiting() + line.running()).isZero();
    }

    private static List<String> takeAll(ProbeLine line) {
        List<String> keys = new ArrayList<>();
        for (ProbeLine.Entry next = line.next(); next != null; next = line.next()) {
            keys.add(next.key());
        }
        return keys;
    }
}
