package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.paging.Seen;
import io.zoetrope.query.question.ClauseRules;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.searchers.DescribedVideos;
import io.zoetrope.query.searchers.MomentVectors;
import io.zoetrope.query.searchers.MomentsAt;
import io.zoetrope.query.searchers.route.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of sources, how deep, and what is made of it. */
@Timeout(60)
class ClauseSearchTest {
    private static final int SHOWN = 10;

    private final TestingSource objects = new TestingSource("object");
    private final TestingSource looks = new TestingSource("visual");

    @Test
    void whatIsUnwantedLeavesAMatchItsNextBestPartner() throws IOException {
        objects.at("person", "v", 0, 1000, .9)
                .at("car", "v", 50, 500, .9)
                .at("car", "v", 600, 1000, .8)
                .at("dog", "v", 100, 400, .9);
        String both = "'clauses': [{'class': '%s'}, {'class': '%s'}], 'operator': '%s'";
        assertThat(found(both.formatted("car", "person", "and"))).containsExactly("v 0-1000 0.9");
        String noDog = ", 'must_not': [{'class': 'dog'}]";
        assertThat(found(both.formatted("car", "person", "and") + noDog)).isEmpty();
        objects.at("person", "v", 700, 900, .5).at("tree", "v", 750, 800, .9);
        assertThat(found(both.formatted("tree", "person", "and") + noDog))
                .as("not the person whom the dog is with")
                .containsExactly("v 700-900 0.7");
        objects.at("door", "v", 0, 50, .6);
        assertThat(found(both.formatted("door", "car", "then") + noDog + ", 'within_ms': 1000"))
                .as("not the car that the dog is with")
                .containsExactly("v 0-1000 0.7");
    }

    @Test
    void ofAVideoTheBestIsShownThatIsNotUnwanted() throws IOException {
        looks.at("street", "film", 0, 2000, .9).at("street", "film", 2000, 4000, .8);
        objects.at("car", "film", 500, 1500, .9);
        String byVideo = ", 'group_by': 'video'";
        String not = ", 'must_not': [{'class': 'car'}]";
        assertThat(found("'query': {'text': 'street'}" + byVideo))
                .containsExactly("film 0-2000 0.9");
        assertThat(found("'query': {'text': 'street'}" + byVideo + not))
                .containsExactly("film 2000-4000 0.8");
        assertThat(found("'query': {'text': 'street', 'not': 'car'}" + byVideo))
                .containsExactly("film 2000-4000 0.8");
    }

    @Test
    void whatTwoSourcesFindAtOnePlaceMayBeTheBestOfNeither() throws IOException {
        looks.at("street", "film", 0, 2000, .7).at("street", "film", 2000, 4000, .6);
        looks.at("street", "other", 0, 2000, .75);
        objects.seen("street", "film", 6000, 8000, .65).seen("street", "film", 2000, 4000, .6);
        assertThat(found("'query': {'text': 'street'}, 'group_by': 'video'"))
                .containsExactly("film 2000-4000 0.84", "other 0-2000 0.75");
    }

    @Test
    void videosThatDeeperRoundsPassOverAreAskedForAllThatTheyHave() throws IOException {
        looks.at("street", "film", 0, 2000, .75).at("street", "film", 2000, 4000, .7);
        objects.seen("street", "film", 6000, 8000, .75).seen("street", "film", 2000, 4000, .7);
        for (int i = 0; i < 1_100; i++) {
            looks.at("street", "v" + i, 0, 1000, .6);
            objects.seen("street", "w" + i, 0, 1000, .6);
        }
        String byVideo = "'query': {'text': 'street'}, 'group_by': 'video', 'limit': 100";
        assertThat(found(byVideo + ", 'min_score': 0.8")).containsExactly("film 2000-4000 0.91");
        assertThat(looks.scopes.stream().filter(scope -> !scope.passedOver().isEmpty()))
                .as("a round behind the deepest")
                .isNotEmpty();
    }

    @Test
    void whatIsUnwantedIsLookedForToTheEnd() throws IOException {
        looks.at("street", "film", 0, 2000, .9).at("street", "film", 5000, 6000, .8);
        objects.at("car", "film", 5500, 5600, .6);
        for (int i = 0; i < 1_200; i++) {
            objects.at("car", "film", 2000, 4000, .9).at("car", "film", i, 2000, .9);
        }
        String noCar = "'query': {'text': 'street'}, 'must_not': [{'class': 'car'}]";
        ClauseSearch.Answer answer = answer(noCar);
        assertThat(answer.moments()).isEmpty();
        assertThat(answer.degraded()).isEmpty();
        for (int i = 0; i < 10_000; i++) {
            objects.at("car", "film", 1000, 2000, .9);
        }
        assertThat(answer(noCar).degraded()).containsExactly(Degraded.MUST_NOT_INCOMPLETE);
    }

    @Test
    void whatIsUnwantedIsLookedForOnceAtEachPlace() throws IOException {
        for (int i = 0; i < 1_500; i++) {
            looks.at("lot", "camera", i * 1000L, (i + 1) * 1000L, .9, 0);
        }
        objects.at("car", "camera", 0, 500, .9);
        assertThat(found("'query': {'text': 'lot'}, 'must_not': [{'class': 'car'}]"))
                .containsExactly("camera 1000-1000000 0.9");
        assertThat(objects.scopes).hasSize(2).allMatch(Scope::placesOnly);
        assertThat(objects.scopes)
                .flatExtracting(Scope::stretches)
                .containsExactly(
                        new Scope.Stretch("camera", 0, 150_000),
                        new Scope.Stretch("camera", 150_000, 1_000_000));
    }

    @Test
    void oneLongShotIsNotTheWholeAnswer() throws IOException {
        for (int i = 0; i < 1_500; i++) {
            looks.at("lot", "camera", i * 1000L, (i + 1) * 1000L, .9, 0);
        }
        for (int i = 0; i < 20; i++) {
            looks.at("lot", "other" + i, 0, 1000, .5 - i * .01, 0);
        }
        ClauseSearch.Answer answer = answer("'query': {'text': 'lot'}");
        assertThat(answer.moments()).hasSize(SHOWN);
        assertThat(answer.moments().get(1).videoId()).isEqualTo("other0");
        assertThat(answer.seen().map(Seen::size)).contains(SHOWN);
        assertThat(answer.degraded()).isEmpty();
    }

    @Test
    void saysIfThereIsMoreThanWasLookedAt() throws IOException {
        for (int i = 0; i < 1_500; i++) {
            looks.at("lot", "camera", i * 1000L, (i + 1) * 1000L, .9, 0);
        }
        ClauseSearch.Answer answer = answer("'query': {'text': 'lot'}");
        assertThat(answer.moments()).hasSize(1);
        assertThat(answer.degraded()).containsExactly(new Degraded("visual", Degraded.DEPTH));
        assertThat(answer("'query': {'text': 'lot'}, 'min_score': 0.95").degraded())
                .as("none of it good enough")
                .isEmpty();
    }

    @Test
    void aMatchMayLieDeep() throws IOException {
        for (int i = 0; i < 300; i++) {
            objects.at("person", "crowd" + i, 0, 1000, .9);
        }
        objects.at("person", "v", 0, 1000, .8).at("car", "v", 0, 1000, .8);
        String both = "'clauses': [{'class': 'person'}, {'class': 'car'}], 'operator': 'and'";
        assertThat(found(both)).containsExactly("v 0-1000 0.8");
    }

    @Test
    void anOrdinarySearchAsksOnce() throws IOException {
        for (int i = 0; i < 500; i++) {
            looks.at("street", "v" + i, 0, 1000, .5);
        }
        answer("'query': {'text': 'street'}");
        answer("'query': {'text': 'street'}, 'group_by': 'video'");
        assertThat(looks.asked).hasValue(2);
    }

    @Test
    void videosAreAskedAgainOnlyIfSourcesFoundDifferentThingsInOne() throws IOException {
        for (int i = 0; i < 50; i++) {
            looks.at("street", "v" + i, 0, 1000, .5);
            objects.seen("street", "w" + i, 0, 1000, .5);
        }
        String byVideo = "'query': {'text': 'street'}, 'group_by': 'video'";
        assertThat(found(byVideo)).hasSize(SHOWN);
        assertThat(looks.asked).as("in different videos").hasValue(1);
        assertThat(objects.asked).hasValue(1);
        objects.seen("street", "v7", 5000, 6000, .9).seen("street", "v7", 0, 1000, .85);
        assertThat(found(byVideo)).first().isEqualTo("v7 0-1000 0.925");
        assertThat(looks.asked).as("in one").hasValue(3);
        assertThat(looks.scopes.get(2).videoIds()).containsExactly("v7");
        assertThat(objects.asked).hasValue(3);
    }

    @Test
    void aPageIsNotFilledWithWhatIsWrong() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            looks.at("car", "camera", i * 1000L, (i + 1) * 1000L, i < 100 ? .9 : .01, 0);
        }
        ClauseSearch.Answer answer = answer("'query': {'text': 'car'}");
        assertThat(answer.moments()).hasSizeBetween(1, SHOWN - 1);
        assertThat(answer.moments().get(0).score()).isCloseTo(.9, within(1e-9));
        assertThat(answer.degraded()).isEmpty();
        assertThat(looks.asked).hasValue(1);
    }

    @Test
    void whatAnyClauseFindsIsReadThreeTimesAtMost() throws IOException {
        for (int camera = 0; camera < 5; camera++) {
            for (int i = 0; i < 1_100; i++) {
                looks.at("lot", "camera" + camera, i * 1000L, (i + 1) * 1000L, .9, 0)
                        .at("fog", "camera" + camera, i * 1000L, (i + 1) * 1000L, .01, 0);
            }
        }
        for (String text : List.of("lot", "fog")) {
            looks.asked.set(0);
            ClauseSearch.Answer answer = answer("'query': {'text': '" + text + "'}");
            assertThat(answer.moments()).as(text).hasSize(2);
            assertThat(answer.degraded()).containsExactly(new Degraded("visual", Degraded.DEPTH));
            assertThat(looks.asked).as(text).hasValue(3);
        }
    }

    private List<String> found(String question) throws IOException {
        List<String> found = new ArrayList<>();
        for (SearchResponse.Found each : answer(question).moments()) {
            double score = Math.round(each.score() * 1e6) / 1e6;
            found.add(each.videoId() + " " + each.startMs() + "-" + each.endMs() + " " + score);
        }
        return found;
    }

    private ClauseSearch.Answer answer(String question) throws IOException {
        SearchRequest request =
                Json.read(SearchApiITCase.json("{" + question + "}"), SearchRequest.class);
        try (Router router = new Router(List.of(objects, looks), Duration.ofSeconds(30))) {
            ClauseSearch search =
                    new ClauseSearch(
                            router,
                            new DescribedVideos(null),
                            new MomentsAt(null, TestingQueryEncoder.MODEL),
                            new MomentVectors(null, TestingQueryEncoder.MODEL),
                            new MomentView(
                                    new LocalSources(QueryServiceOptions.of(Map.of()).media())));
            return search.find("t", ClauseRules.of(request, Map.of()));
        }
    }
}
