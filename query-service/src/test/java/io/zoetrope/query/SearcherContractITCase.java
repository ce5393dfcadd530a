package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.Hits;
import io.zoetrope.query.searchers.ObjectSearcher;
import io.zoetrope.query.searchers.Searcher;
import io.zoetrope.query.searchers.VisualSearcher;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every searcher holds to. */
class SearcherContractITCase {
    private static final int MOMENTS = 12;
    private static final Scope ALL = Scope.of("t", SearchRequest.Filter.NONE);
    private static IndexReader reader;

    @BeforeAll
    static void start() {
        String uri = TestingServers.openSearch().uri().toString();
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        for (int i = 0; i < MOMENTS; i++) {
            String looks = "car " + "red ".repeat(i);
            int cars = i;
            for (String tenant : List.of("t", "other")) {
                index.moment(
                        tenant,
                        "v" + i % 3,
                        i * 1000L,
                        looks,
                        m ->
                                m.withArray("object_classes")
                                        .add("car")
                                        .add(cars < 4 ? "bus" : "cat"));
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

    @AfterAll
    static void stop() throws IOException {
        reader.close();
    }

    static Stream<Searcher> searchers() {
        return Stream.of(
                new VisualSearcher(reader, new TestingQueryEncoder()),
                new ObjectSearcher(reader, TestingQueryEncoder.MODEL));
    }

    @ParameterizedTest
    @MethodSource("searchers")
    void findsTheBestFirstWithScoresFromZeroToOne(Searcher searcher) throws IOException {
        List<Hit> hits = find(searcher, ALL, 50).hits();
        assertThat(hits).hasSize(MOMENTS);
        assertThat(hits)
                .isSortedAccordingTo(Comparator.comparingDouble(Hit::score).reversed())
                .allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));
        assertThat(hits.get(0).moment().path("start_ms").asLong()).isLessThan(4_000);
        assertThat(hits.stream().map(Hit::momentId)).doesNotHaveDuplicates();
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
        String id = find(searcher, ALL, 50).hits().get(MOMENTS - 1).momentId();
        assertThat(find(searcher, ALL.only(List.of(id)), 50).hits().stream().map(Hit::momentId))
                .containsExactly(id);
    }

    @ParameterizedTest
    @MethodSource("searchers")
    void goesNoDeeperThanAsked(Searcher searcher) throws IOException {
        assertThat(find(searcher, ALL, 5).hits()).hasSize(5);
    }

    private static Hits find(Searcher searcher, Scope scope, int depth) throws IOException {
        return searcher.find(
                scope, Sought.text("c", "buses and a car", List.of(searcher.modality())), depth);
    }
}
