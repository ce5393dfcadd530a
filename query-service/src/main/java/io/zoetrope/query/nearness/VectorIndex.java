package io.zoetrope.query.nearness;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.index.IndexReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where what one model found lies, and how it is scored. The read alias of a kind spans models of
 * different dimensions, which one k-NN clause cannot search; so the model's own indexes are named.
 * Thread-safe.
 */
public final class VectorIndex {
    private static final long REFRESH_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int ANY = 0;

    /**
     * @param dimension as mapped
     */
    public record Shape(int dimension, Similarity similarity) {}

    private record Known(Shape shape, long atNanos) {}

    private final IndexReader reader;
    private final FindingKind kind;
    private final String field;
    private final ModelRef model;
    private final int dimension;
    private final String name;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Known known;

    /**
     * @param field of the vectors
     * @param dimension that queries have
     */
    public VectorIndex(
            IndexReader reader, FindingKind kind, String field, ModelRef model, int dimension) {
        this.reader = reader;
        this.kind = kind;
        this.field = field;
        this.model = model;
        this.dimension = dimension;
        this.name = IndexNames.pattern(kind, model);
    }

    /** One whose vectors are compared with each other. */
    public static VectorIndex ofAnyDimension(
            IndexReader reader, FindingKind kind, String field, ModelRef model) {
        return new VectorIndex(reader, kind, field, model, ANY);
    }

    public String name() {
        return name;
    }

    public FindingKind kind() {
        return kind;
    }

    public String field() {
        return field;
    }

    public ModelRef model() {
        return model;
    }

    /**
     * Empty while nothing was indexed with this model. What is known for half a minute is read
     * again beside the searches, which go on by it.
     *
     * @throws ApiError 503 if the index holds another dimension than queries have
     */
    public Optional<Shape> shape() throws IOException {
        Known last = known;
        if (last == null) {
            return readAndKeep();
        }
        boolean old = System.nanoTime() - last.atNanos() >= REFRESH_NANOS;
        if (old && reading.compareAndSet(false, true)) {
            CompletableFuture.runAsync(this::readAgain);
        }
        return Optional.of(last.shape());
    }

    private void readAgain() {
        try {
            if (readAndKeep().isEmpty()) {
                known = null;
            }
        } catch (IOException | RuntimeException e) {
            // Whoever asks next reads it, and is told why that fails.
            known = null;
        } finally {
            reading.set(false);
        }
    }

    private Optional<Shape> readAndKeep() throws IOException {
        Optional<Shape> shape = read();
        shape.ifPresent(fresh -> known = new Known(fresh, System.nanoTime()));
        return shape;
    }

    private Optional<Shape> read() throws IOException {
        Optional<Shape> shape = Optional.empty();
        for (Map.Entry<String, JsonNode> index : reader.mappings(name()).properties()) {
            JsonNode vector = index.getValue().at("/mappings/properties/" + field);
            if (vector.has("dimension")) {
                int mapped = vector.path("dimension").asInt();
                refuseOtherDimension(index.getKey(), mapped);
                String space =
                        vector.at("/method/space_type").asText(vector.path("space_type").asText());
                shape = Optional.of(new Shape(mapped, Similarity.ofSpace(space)));
            }
        }
        return shape;
    }

    private void refuseOtherDimension(String index, int mapped) {
        if (dimension != ANY && mapped != dimension) {
            throw new ApiError(
                    503,
                    "dimension_mismatch",
                    String.format(
                            Locale.ROOT,
                            "index %s holds vectors of %d values, the encoder %s gives %d",
                            index,
                            mapped,
                            model.id(),
                            dimension));
        }
    }
}
