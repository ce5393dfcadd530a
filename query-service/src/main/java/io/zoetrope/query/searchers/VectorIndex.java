package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.IndexNames;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.index.IndexReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where one model's moments lie, and how they are scored. The read alias {@code moments} spans
 * models of different dimensions, which one k-NN clause cannot search; so the model's own indexes
 * are named.
 */
public final class VectorIndex {
    private static final long REFRESH_NANOS = Duration.ofSeconds(30).toNanos();

    /**
     * @param dimension as mapped
     */
    public record Shape(int dimension, Similarity similarity) {}

    private record Known(Shape shape, long atNanos) {}

    private final IndexReader reader;
    private final QueryEncoder encoder;
    private volatile Known known;

    public VectorIndex(IndexReader reader, QueryEncoder encoder) {
        this.reader = reader;
        this.encoder = encoder;
    }

    public String name() {
        return IndexNames.momentsPattern(encoder.model());
    }

    /**
     * Empty while nothing was indexed with this model.
     *
     * @throws ApiError 503 if the index holds another dimension than the encoder gives
     */
    public Optional<Shape> shape() throws IOException {
        Known last = known;
        if (last != null && System.nanoTime() - last.atNanos() < REFRESH_NANOS) {
            return Optional.of(last.shape());
        }
        Optional<Shape> shape = read();
        shape.ifPresent(fresh -> known = new Known(fresh, System.nanoTime()));
        return shape;
    }

    private Optional<Shape> read() throws IOException {
        Optional<Shape> shape = Optional.empty();
        for (Map.Entry<String, JsonNode> index : reader.mappings(name()).properties()) {
            JsonNode visual = index.getValue().at("/mappings/properties/" + MomentFields.VISUAL);
            if (visual.has("dimension")) {
                int dimension = visual.path("dimension").asInt();
                refuseOtherDimension(index.getKey(), dimension);
                String space =
                        visual.at("/method/space_type").asText(visual.path("space_type").asText());
                shape = Optional.of(new Shape(dimension, Similarity.ofSpace(space)));
            }
        }
        return shape;
    }

    private void refuseOtherDimension(String index, int dimension) {
        if (dimension != encoder.dimension()) {
            throw new ApiError(
                    503,
                    "dimension_mismatch",
                    String.format(
                            Locale.ROOT,
                            "index %s holds vectors of %d values, the encoder %s gives %d",
                            index,
                            dimension,
                            encoder.model().id(),
                            encoder.dimension()));
        }
    }
}
