package io.zoetrope.query.labels.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.labels.examples.Example;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files of labels, as large as a tenant may have them. */
class LabelFileTest {
    private static final int LABELS = 200;
    private static final long BUFFERED = 64 << 10;

    private static FiledLabel label(int number, int positives, int negatives, int dimension) {
        return new FiledLabel(
                "label %03d".formatted(number),
                examples("p", positives, dimension),
                examples("n", negatives, dimension));
    }

    private static List<Example> examples(String prefix, int count, int dimension) {
        return IntStream.range(0, count)
                .mapToObj(i -> example(prefix + i, "\u00fc \ud83d\ude97 " + i, dimension, i))
                .toList();
    }

    private static Example example(String id, String clazz, int dimension, int seed) {
        float[] values = new float[dimension];
        values[seed % dimension] = 1 + seed;
        return new Example(
                id, FindingKind.OBJECT, "v", clazz, new ModelRef("m", "1"), new Vector(values));
    }

    /** Counts what it is given. */
    private static final class Counting extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }

    /** Makes labels when they are asked for, and looks at what was written of those before. */
    private static final class Asked implements Iterator<FiledLabel> {
        private final Counting out;
        private int made;
        private long given;
        private long mostHeld;

        Asked(Counting out) {
            this.out = out;
        }

        @Override
        public boolean hasNext() {
            return made < LABELS;
        }

        @Override
        public FiledLabel next() {
            mostHeld = Math.max(mostHeld, given - out.count);
            FiledLabel label = label(made++, 40, 10, 256);
            given += 50 * 256 * Float.BYTES * 4L / 3;
            return label;
        }
    }

    @Test
    void aLabelIsSentBeforeTheNextIsTaken() throws IOException {
        Counting out = new Counting();
        Asked asked = new Asked(out);
        LabelFile.write(out, asked, LabelFile.Place.START, Long.MAX_VALUE, next -> "");
        assertThat(asked.made).isEqualTo(LABELS);
        assertThat(out.count).isGreaterThan(13_000_000);
        assertThat(asked.mostHeld).isLessThan(BUFFERED);
    }

    @Test
    void partsTogetherAreTheWhole() throws IOException {
        List<FiledLabel> labels = new ArrayList<>();
        for (int i = 0; i < LABELS; i++) {
            labels.add(label(i, 20, 5, 64));
        }
        assertThat(read(labels, 1 << 20)).isEqualTo(labels);
        assertThat(read(labels, LabelFile.LEAST_BYTES)).isEqualTo(labels);
    }

    @Test
    void oneThatIsLargerThanAPartIsCut() throws IOException {
        String unseen = "\u0001".repeat(256);
        FiledLabel large =
                new FiledLabel(
                        "label 001",
                        IntStream.range(0, 20)
                                .mapToObj(i -> example(unseen, unseen, 4_096, i))
                                .toList(),
                        examples("n", 480, 256));
        List<FiledLabel> labels = List.of(label(0, 1, 0, 4), large, label(2, 0, 2, 4));
        assertThat(read(labels, LabelFile.LEAST_BYTES)).isEqualTo(labels);
    }

    @Test
    void whatGoesMeanwhileIsPassed() throws IOException {
        List<FiledLabel> now = List.of(label(1, 2, 2, 4), label(3, 1, 1, 4));
        assertThat(part(now, new LabelFile.Place("label 001", 9))).containsExactly("label 003");
        assertThat(part(now, new LabelFile.Place("label 002", 1))).containsExactly("label 003");
        assertThat(part(now, new LabelFile.Place("label 004", 0))).isEmpty();
    }

    private static List<String> part(List<FiledLabel> labels, LabelFile.Place from)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelFile.write(out, labels.iterator(), from, Long.MAX_VALUE, next -> "");
        return Json.MAPPER.readTree(out.toByteArray()).path("labels").findValuesAsText("name");
    }

    /** Reads part after part as an import does, each by itself. */
    private static List<FiledLabel> read(List<FiledLabel> labels, int most) throws IOException {
        Map<String, FiledLabel> read = new TreeMap<>();
        LabelFile.Place[] from = {LabelFile.Place.START};
        while (from[0] != null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            LabelFile.Place[] next = new LabelFile.Place[1];
            LabelFile.write(
                    out,
                    labels.iterator(),
                    from[0],
                    most,
                    place -> {
                        next[0] = place;
                        return "a token of some length, as they are".repeat(20);
                    });
            assertThat(out.size()).isLessThanOrEqualTo(most);
            JsonNode file = Json.MAPPER.readTree(out.toByteArray());
            assertThat(file.has("page")).isEqualTo(next[0] != null);
            assertThat(file.path("labels")).isNotEmpty();
            file.path("labels").forEach(json -> add(read, FiledLabel.of(json, 0)));
            from[0] = next[0];
        }
        return List.copyOf(read.values());
    }

    private static void add(Map<String, FiledLabel> read, FiledLabel label) {
        read.merge(
                label.name(),
                label,
                (a, b) ->
                        new FiledLabel(
                                a.name(),
                                joined(a.positives(), b.positives()),
                                joined(a.negatives(), b.negatives())));
    }

    private static List<Example> joined(List<Example> first, List<Example> second) {
        List<Example> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
