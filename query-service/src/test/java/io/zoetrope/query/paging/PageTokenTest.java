package io.zoetrope.query.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Vector;
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
                            new SearchRequest.Range(1L, null),
                            Map.of("k", "v")),
                    "video",
                    7,
                    0.25);

    @Test
    void comesBackAsItWent() {
        Vector vector = PageToken.rounded(new Vector(new float[] {0.5f, -1, 0.001f}));
        Map<String, Subject.Media> media =
                Map.of("image", new Subject.Picture(vector, NONE), "b", new Subject.Sound(vector));
        for (PageToken token :
                List.of(
                        new PageToken(PLACE, REQUEST, Map.of(), Seen.NONE),
                        new PageToken(Place.START, REQUEST, Map.of(), SEEN),
                        new PageToken(PLACE, REQUEST.withText(null), media, SEEN))) {
            String written = token.encode(SEAL, "t").orElseThrow();
            assertThat(PageToken.decode(SEAL, "t", written)).isEqualTo(token);
        }
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
                        new PageToken(PLACE, REQUEST.withText(null), picture(large), Seen.NONE)
                                .encode(SEAL, "t"))
                .hasValueSatisfying(token -> assertThat(token).matches("[A-Za-z0-9_-]{1,6000}"));
        SearchRequest longest = REQUEST.withText("two words ".repeat(400));
        assertThat(new PageToken(PLACE, longest, Map.of(), Seen.NONE).encode(SEAL, "t"))
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
                        new PageToken(PLACE, REQUEST.withText(noise), Map.of(), Seen.NONE)
                                .encode(SEAL, "t"))
                .isEmpty();
    }

    @Test
    void holdsAllThatPagesMayShow() {
        List<String> ids = IntStream.range(0, Seen.MAX).mapToObj(i -> "id-" + i).toList();
        Seen seen = Seen.NONE.and(ids);
        String token =
                new PageToken(Place.START, REQUEST, Map.of(), seen).encode(SEAL, "t").orElseThrow();
        Seen back = PageToken.decode(SEAL, "t", token).seen();
        assertThat(ids).allMatch(back::has);
        assertThat(back.has("id-" + Seen.MAX)).isFalse();
        assertThat(back.size()).isEqualTo(Seen.MAX);
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
