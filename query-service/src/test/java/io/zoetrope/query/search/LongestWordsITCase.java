package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.searchers.WordSearcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The longest words that must not be there, at as many places as are asked about one by one. */
class LongestWordsITCase {
    private static final int LIKE_EACH_OTHER = 64;

    private static IndexReader reader;

    /** Lines in each place, so that none is left out of the query; of one are all of the words. */
    @BeforeAll
    static void start() {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        for (int i = 0; i <= Unwanted.MOST_STRETCHES; i++) {
            String id = "l" + i;
            String text = i == 0 ? alike() : "a line";
            index.finding(
                    FindingKind.LINE,
                    "t",
                    "film",
                    i,
                    1_000L * i,
                    1_000L * i + 900,
                    line -> {
                        line.put("line_id", id).put("text", text);
                        for (float value : TestingQueryEncoder.vector("night").values()) {
                            line.withArray("vector").add(value);
                        }
                    });
        }
        index.flush();
        String uri = TestingServers.openSearch().uri().toString();
        reader =
                new IndexReader(
                        QueryServiceOptions.of(Map.of(QueryOption.OPENSEARCH, uri)).openSearch(),
                        "longest",
                        4,
                        new SimpleMeterRegistry());
    }

    @AfterAll
    static void stop() throws Exception {
        reader.close();
    }

    @Test
    void areNoMoreConditionsThanAQueryMayHave() throws Exception {
        assertThat(found(Unwanted.MOST_STRETCHES, List.of())).isOne();
    }

    @Test
    void norAreThoseOfWhichSomeIsNotWanted() throws Exception {
        List<String> unwanted = new ArrayList<>(List.of("n1 n2 n3 n4 n5 n6 n7 n8"));
        IntStream.range(1, 8).mapToObj(i -> unwanted.get(0) + " n" + i).forEach(unwanted::add);
        assertThat(found(Unwanted.MOST_STRETCHES_WITH_NOT, unwanted)).isOne();
    }

    private static int found(int stretches, List<String> not) throws Exception {
        String text = alike();
        Subject words = new Subject.Words(text, not, text, true);
        Scope places =
                Scope.of("t", SearchRequest.Filter.NONE)
                        .only(List.of(), List.of("film"))
                        .readingPlaces()
                        .at(
                                IntStream.range(0, stretches)
                                        .mapToObj(i -> 1_000L * i)
                                        .map(at -> new Scope.Stretch("film", at + 100, at + 500))
                                        .toList());
        Sought sought = Sought.of("c", words, List.of(Modality.DIALOGUE));
        return WordSearcher.ofDialogue(reader).find(places, sought, 10).hits().size();
    }

    /** Words of which each is nearly like each other one. */
    private static String alike() {
        return IntStream.range(0, LIKE_EACH_OTHER)
                .mapToObj(i -> "lighthouse" + (char) ('a' + i / 8) + (char) ('k' + i % 8))
                .collect(Collectors.joining(" "));
    }
}
