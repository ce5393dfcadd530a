package io.zoetrope.query.searchers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.TestingEncoders;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every searcher holds to. */
class SearcherContractITCase {
    private static final int MOMENTS = 12;
    private static final int BEST = 4;
    private static final Scope ALL = Scope.of("t", SearchRequest.Filter.NONE);
    private static final Vector NONE = new Vector(null);
    private static IndexReader reader;

    @BeforeAll
    static void start() {
        String uri = TestingServers.openSearch().uri().toString();
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        for (int i = 0; i < MOMENTS; i++) {
            for (String tenant : List.of("t", "other")) {
                add(index, tenant, i);
            }
        }
        index.flush();
        reader =
                new IndexReader(
                        QueryServiceOptions.of(Map.of(QueryOption.OPENSEARCH, uri)).openSearch(),
                        "contract",
                        4,
                        new SimpleMeterRegistry());
    }

    /**
     * The last four fit best, whatever they are found by, and have the highest ids: an order by id
     * alone would bring the others.
     */
    private static void add(TestingIndex index, String tenant, int i) {
        boolean best = i >= MOMENTS - BEST;
        String id = tenant + (10 + i);
        String video = "v" + i % 3;
        long startMs = i * 1000L;
        index.moment(
                tenant,
                video,
                startMs,
                "car " + "red ".repeat(MOMENTS - 1 - i),
                m -> m.withArray("object_classes").add("car").add(best ? "bus" : "cat"));
        String looks = best ? "buses car" : "buses car red";
        Consumer<ObjectNode> times = d -> vector(d, "vector", looks);
        index.finding(
                FindingKind.OBJECT,
                tenant,
                video,
                i,
                startMs,
                startMs + 900,
                o -> {
                    o.put("object_id", id).put("score", best ? 0.9 : 0.5);
                    o.put("object_class", "car");
                    o.putArray(best ? "labels" : "likely_labels").add("mine");
                    vector(o, "appearance", looks);
                });
        index.finding(
                FindingKind.SOUND,
                tenant,
                video,
                i,
                startMs,
                startMs + 900,
                times.andThen(
                        s -> {
                            s.put("sound_id", id);
                            s.putArray("sound_classes")
                                    .add(best ? "car" : "rain")
                                    .add(best ? "cat" : "car");
                            s.putArray("sound_scores").add(0.9).add(0.5);
                        }));
        String words = best ? "Buses and a car!" : "A car, two buses.";
        index.finding(
                FindingKind.LINE,
                tenant,
                video,
                i,
                startMs,
                startMs + 900,
                times.andThen(l -> l.put("line_id", id).put("text", words)));
        index.finding(
                FindingKind.TEXT,
                tenant,
                video,
                i,
                startMs,
                startMs + 900,
                times.andThen(t -> t.put("text_id", id).put("text", words)));
    }

    private static void vector(ObjectNode document, String field, String looks) {
        for (float value : TestingQueryEncoder.vector(looks).values()) {
            document.withArray(field).add(value);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        reader.close();
    }

    static Stream<Searcher> searchers() {
        TestingQueryEncoder encoder = new TestingQueryEncoder();
        return Stream.of(
                new VisualSearcher(reader, encoder, encoder),
                new MomentClassSearcher(reader, encoder.model()),
                new ObjectSearcher(reader),
                new AppearanceSearcher(reader, Optional.of(encoder.model())),
                new LabelSearcher(reader, encoder.model()),
                new AudioSearcher(
                        reader, TestingEncoders.with(encoder).sounds().orElseThrow(), encoder),
                new SoundClassSearcher(reader),
                WordSearcher.ofDialogue(reader),
                WordSearcher.ofTexts(reader),
                MeaningSearcher.ofDialogue(reader, encoder),
                MeaningSearcher.ofTexts(reader, encoder));
    }

    @ParameterizedTest
    @MethodSource("searchers")
    void findsTheBestFirstWithScoresFromZeroToOne(Searcher searcher) throws IOException {
        List<Hit> hits = find(searcher, ALL, 50).hits();
        assertThat(hits).hasSize(MOMENTS);
        assertThat(hits)
                .isSortedAccordingTo(Comparator.comparingDouble(Hit::score).reversed())
                .allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));
        assertThat(hits.subList(0, BEST)).allMatch(SearcherContractITCase::isBest);
        assertThat(hits.stream().map(Hit::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("searchers")
    void findsTheBestOfMoreThanAreWanted(Searcher searcher) throws IOException {
        assertThat(find(searcher, ALL, BEST).hits())
                .hasSize(BEST)
                .allMatch(SearcherContractITCase::isBest);
    }

    private static boolean isBest(Hit hit) {
        return hit.startMs() >= (MOMENTS - BEST) * 1000L;
    }

    @ParameterizedTest
    @MethodSource("searchers")
    void findsOnlyWhatIsAllowed(Searcher searcher) throws IOException {
        SearchRequest.Filter ofOne =
                Json.read("{\"video_id\": \"v1\"}", SearchRequest.Filter.class);
        assertThat(find(searcher, Scope.of("t", ofOne), 50).hits())
                .hasSize(MOMENTS / 3)
                .allSatisfy(hit -> assertThat(hit.videoId()).isEqualTo("v1"));
        assertThat(find(searcher, Scope.of("nobody", SearchRequest.Filter.NONE), 50).hits())
                .isEmpty();
        assertThat(find(searcher, ALL.only(List.of(), List.of("v2")), 50).hits())
                .hasSize(MOMENTS / 3)
                .allSatisfy(hit -> assertThat(hit.videoId()).isEqualTo("v2"));
        SearchRequest.Filter late =
                Json.read("{\"start_ms\": {\"gte\": 11000}}", SearchRequest.Filter.class);
        assertThat(find(searcher, Scope.of("t", late), 50).hits()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("searchers")
    void findsTheBestOfEachVideo(Searcher searcher) throws IOException {
        for (int depth : new int[] {3, 50}) {
            assertThat(find(searcher, ALL.bestOfEach(), depth).hits())
                    .hasSize(3)
                    .allMatch(SearcherContractITCase::isBest)
                    .extracting(Hit::videoId)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("searchers")
    void isEmptyOrSaysSoIfItCannotTell(Searcher searcher) throws IOException {
        SearchRequest.Filter filter =
                Json.read("{\"metadata\": {\"a\": \"b\"}}", SearchRequest.Filter.class);
        Hits hits = find(searcher, Scope.of("t", filter), 50);
        assertThat(hits.hits()).isEmpty();
        boolean moments = hits.degraded().isEmpty();
        assertThat(moments)
                .isEqualTo(
                        searcher instanceof VisualSearcher
                                || searcher instanceof MomentClassSearcher);
    }

    @ParameterizedTest
    @MethodSource("searchers")
    void goesNoDeeperThanAsked(Searcher searcher) throws IOException {
        assertThat(find(searcher, ALL, 5).hits()).hasSize(5);
    }

    private static Hits find(Searcher searcher, Scope scope, int depth) throws IOException {
        Subject subject = subject(searcher);
        return searcher.find(scope, Sought.of("c", subject, List.of(searcher.modality())), depth);
    }

    private static Subject subject(Searcher searcher) {
        if (searcher instanceof AppearanceSearcher) {
            return new Subject.Picture(NONE, TestingQueryEncoder.vector("buses car"));
        }
        return searcher instanceof LabelSearcher
                ? new Subject.OfLabel("mine")
                : new Subject.Words("buses and a car");
    }
}
