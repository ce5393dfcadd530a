package io.zoetrope.query.labels.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.index.LabelFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.labels.examples.Example;
import io.zoetrope.query.labels.examples.ExampleJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes labels as a file, example by example: beside the labels it holds what the generator
 * buffers (8 KB) and one example. A file may end where it is as large as it may be, also among the
 * examples of a label, and the next one goes on from there; each of them can be imported by itself.
 */
public final class LabelFile {
    /** An example fits into this, however long its vector and its texts are. */
    public static final int LEAST_BYTES = 64 << 10;

    public static final String LABELS = "labels";
    public static final String PAGE = "page";
    private static final String NEXT = "next_page_token";

    /** Of brackets, commas, and the token at the end. */
    private static final int FRAME_BYTES = 4 << 10;

    /** Of what stands around the examples of a label, but its name. */
    private static final int LABEL_BYTES = 64;

    /** Of a character: what cannot be seen is written as six. */
    private static final int MOST_OF_A_CHARACTER = 6;

    private final JsonGenerator json;
    private long room;

    /**
     * Where a file begins.
     *
     * @param name of a label; those before it are in none of the files that follow
     * @param examples of that label that are not either, the positive ones first
     */
    public record Place(String name, int examples) {
        public static final Place START = new Place("", 0);

        private int skipped(FiledLabel label) {
            int all = label.positives().size() + label.negatives().size();
            int order = label.name().compareTo(name);
            return order < 0 ? all : order > 0 ? 0 : Math.min(all, examples);
        }
    }

    private LabelFile(JsonGenerator json, long mostBytes) {
        this.json = json;
        this.room = mostBytes - FRAME_BYTES;
    }

    /**
     * @param out is not closed
     * @param labels in the order of their names; the next one is taken when the one before is
     *     written
     * @param mostBytes of the file, {@link #LEAST_BYTES} or more
     * @param token of the place where the next file begins; asked if there is one
     */
    public static void write(
            OutputStream out,
            Iterator<FiledLabel> labels,
            Place from,
            long mostBytes,
            Function<Place, String> token)
            throws IOException {
        JsonGenerator json = Json.MAPPER.createGenerator(out);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.writeStartObject();
        json.writeArrayFieldStart(LABELS);
        Optional<Place> next = new LabelFile(json, mostBytes).labels(labels, from);
        json.writeEndArray();
        if (next.isPresent()) {
            json.writeObjectFieldStart(PAGE);
            json.writeStringField(NEXT, token.apply(next.get()));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.flush();
    }

    private Optional<Place> labels(Iterator<FiledLabel> labels, Place from) throws IOException {
        while (labels.hasNext()) {
            FiledLabel label = labels.next();
            int skipped = from.skipped(label);
            int all = label.positives().size() + label.negatives().size();
            int written = skipped < all ? write(label, skipped) : all;
            if (written < all) {
                return Optional.of(new Place(label.name(), written));
            }
        }
        return Optional.empty();
    }

    /** Returns up to which example there was room. */
    private int write(FiledLabel label, int from) throws IOException {
        room -= LABEL_BYTES + (long) MOST_OF_A_CHARACTER * label.name().length();
        int to = from;
        int all = label.positives().size() + label.negatives().size();
        while (to < all && ExampleJson.mostBytes(example(label, to)) <= room) {
            room -= ExampleJson.mostBytes(example(label, to));
            to++;
        }
        if (to > from) {
            json.writeStartObject();
            json.writeStringField(LabelFields.NAME, label.name());
            int positives = label.positives().size();
            write(LabelFields.POSITIVES, label, Math.min(from, positives), Math.min(to, positives));
            write(LabelFields.NEGATIVES, label, Math.max(from, positives), Math.max(to, positives));
            json.writeEndObject();
        }
        return to;
    }

    private void write(String field, FiledLabel label, int from, int to) throws IOException {
        json.writeArrayFieldStart(field);
        for (int i = from; i < to; i++) {
            ObjectNode example = Json.MAPPER.createObjectNode();
            ExampleJson.write(example, example(label, i));
            json.writeTree(example);
        }
        json.writeEndArray();
    }

    private static Example example(FiledLabel label, int place) {
        List<Example> positives = label.positives();
        return place < positives.size()
                ? positives.get(place)
                : label.negatives().get(place - positives.size());
    }
}
