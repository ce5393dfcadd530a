package io.zoetrope.query.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.Calibration;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Subject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTokenTest {
    private static final Seal SEAL = new Seal("", Duration.ofHours(1), Clock.systemUTC());
    private static final Place PLACE = new Place(14, 200, 0.8125, "m-7");
    private static final Vector NONE = new Vector(new float[0]);
    private static final Seen SEEN = Seen.NONE.and(List.of("a", "b"));
    private static final SearchRequest REQUEST =
            new SearchRequest(
                    SearchRequest.Query.of("rød bil"),
                    null,
                    null,
                    List.of("visual"),
                    null,
                    null,
                    new SearchRequest.Filter(
                            List.of("c"),
                            null,
                            null,
                            List.of("car"),
                            List.of("de"),
                            List.of("Ann"),
                            List.of(0.0, 0.0, 0.5, 1.0),
                            new SearchRequest.Range(1L, null),
                            new SearchRequest.Range(2L, 9L),
                            new SearchRequest.Period("2026-01-01T00:00:00Z", null),
                            Map.of("k", "v")),
                    "video",
                    7,
                    0.25,
                    0.5,
                    Map.of("visual", 0.5),
                    Map.of("object", new Calibration.Curve(2.0, null)));
    private static final int MODELS = 7;

    private static SearchRequest asking(SearchRequest.Query query) {
        return new SearchRequest(
                query,
                null,
                null,
                REQUEST.modalities(),
                null,
                null,
                REQUEST.filter(),
                REQUEST.groupBy(),
                REQUEST.limit(),
                REQUEST.minScore(),
                REQUEST.diversify(),
                REQUEST.weights(),
                REQUEST.calibration());
    }

    @Test
    void comesBackAsItWent() {
        Vector vector = PageToken.rounded(new Vector(new float[] {0.5f, -1, 0.001f}));
        Map<String, Subject.Media> media =
                Map.of("image", new Subject.Picture(vector, NONE), "b", new Subject.Sound(vector));
        for (PageToken token :
                List.of(
                        new PageToken(PLACE, REQUEST, Map.of(), Seen.NONE),
                        new PageToken(Place.START, REQUEST, Map.of(), SEEN),
                        new PageToken(PLACE, asking(null), media, SEEN))) {
            String written = token.encode(SEAL, "t", MODELS).orElseThrow();
            assertThat(PageToken.decode(SEAL, "t", MODELS, written)).isEqualTo(token);
        }
    }

    @Test
    void holdsForTheModelsThatItsVectorsAreOf() {
        PageToken token = new PageToken(PLACE, REQUEST, Map.of(), Seen.NONE);
        String written = token.encode(SEAL, "t", MODELS).orElseThrow();
        assertThatThrownBy(() -> PageToken.decode(SEAL, "t", MODELS + 1, written))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("models have changed");
    }

    @Test
    void roundingHardlyTurnsAVector() {
        Vector vector = new Vector(unit(1024));
        assertThat(vector.dot(PageToken.rounded(vector))).isCloseTo(1, within(1e-4f));
        Vector once = PageToken.rounded(vector);
        assertThat(PageToken.rounded(once)).isEqualTo(once);
    }

    @Test
    void fitsAPath() {
        Vector large = PageToken.rounded(new Vector(unit(1024)));
        assertThat(
                        new PageToken(PLACE, asking(null), picture(large), Seen.NONE)
                                .encode(SEAL, "t", MODELS))
                .hasValueSatisfying(token -> assertThat(token).matches("[A-Za-z0-9_-]{1,6000}"));
        SearchRequest longest = asking(SearchRequest.Query.of("two words ".repeat(400)));
        assertThat(new PageToken(PLACE, longest, Map.of(), Seen.NONE).encode(SEAL, "t", MODELS))
                .isPresent();
    }

    @Test
    void whatDoesNotFitAPathIsNotWritten() {
        String noise =
                new Random(1)
                        .ints(4_000, 0x4e00, 0x9fff)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        assertThat(
                        new PageToken(
                                        PLACE,
                                        asking(SearchRequest.Query.of(noise)),
                                        Map.of(),
                                        Seen.NONE)
                                .encode(SEAL, "t", MODELS))
                .isEmpty();
    }

    @Test
    void holdsAllThatPagesMayShow() {
        List<String> ids = IntStream.range(0, Seen.MAX).mapToObj(i -> "id-" + i).toList();
        Seen seen = Seen.NONE.and(ids);
        String token =
                new PageToken(Place.START, REQUEST, Map.of(), seen)
                        .encode(SEAL, "t", MODELS)
                        .orElseThrow();
        Seen back = PageToken.decode(SEAL, "t", MODELS, token).seen();
        assertThat(ids).allMatch(back::has);
        assertThat(back.has("id-" + Seen.MAX)).isFalse();
        assertThat(back.size()).isEqualTo(Seen.MAX);
    }

    @Test
    void theOlderHalfOfWhatWasSeenGoesIfItIsTooLong() {
        Random random = new Random(2);
        List<String> videos = random.longs(100).mapToObj(Long::toHexString).toList();
        SearchRequest ofMany =
                new SearchRequest(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Json.read(
                                "{\"video_id\": " + Json.MAPPER.valueToTree(videos) + "}",
                                SearchRequest.Filter.class),
                        "video",
                        20,
                        null,
                        null,
                        null,
                        null);
        Map<String, Subject.Media> picture =
                Map.of(
                        "image",
                        new Subject.Picture(
                                PageToken.rounded(new Vector(unit(768))),
                                PageToken.rounded(new Vector(unit(512)))));
        List<String> ids = IntStream.range(0, Seen.MAX).mapToObj(i -> "id-" + i).toList();
        Seen seen = Seen.NONE.and(ids);
        String written =
                new PageToken(PLACE, ofMany, picture, seen).encode(SEAL, "t", MODELS).orElseThrow();
        assertThat(written).hasSizeLessThanOrEqualTo(PageToken.MAX_CHARS);
        PageToken back = PageToken.decode(SEAL, "t", MODELS, written);
        int left = back.seen().size();
        assertThat(left).isBetween(1, Seen.MAX / 2);
        assertThat(back).isEqualTo(new PageToken(PLACE, ofMany, picture, seen.latest(left)));
        assertThat(ids.subList(Seen.MAX - left, Seen.MAX)).allMatch(back.seen()::has);
        assertThat(new PageToken(Place.START, ofMany, picture, seen).encode(SEAL, "t", MODELS))
                .as("what was seen is all that it goes on from")
                .isEmpty();
    }

    private static Map<String, Subject.Media> picture(Vector vector) {
        return Map.of("image", new Subject.Picture(vector, NONE));
    }

    private static float[] unit(int dimension) {
        Random random = new Random(dimension);
        float[] values = new float[dimension];
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
            sum += values[i] * values[i];
        }
        for (int i = 0; i < dimension; i++) {
            values[i] /= (float) Math.sqrt(sum);
        }
        return values;
    }
}
