package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.question.SearchRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelatedSearchesTest {
    private final RelatedSearches related = new RelatedSearches(Optional.empty());

    private static SearchRequest asking(String text) {
        return new SearchRequest(
                SearchRequest.Query.of(text),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static SearchResponse.Found found(List<String> classes, String said) {
        return new SearchResponse.Found(
                "v", null, 0, 1, 1, 1.0, Map.of(), "", "", null, "", null, null, said, "",
                List.of(), classes, null);
    }

    private List<String> ask(String tenant, String text, boolean good) {
        return related.to(tenant, asking(text), List.of(), good);
    }

    @Test
    void offersWhatTheTenantAskedBefore() {
        assertThat(ask("a", "red car", true)).isEmpty();
        assertThat(ask("a", "a bell", true)).isEmpty();
        assertThat(ask("a", "red car at sea", true)).containsExactly("red car");
        assertThat(ask("a", "RED  car", true)).containsExactly("red car at sea");
        assertThat(ask("b", "red car", true)).as("of another tenant").isEmpty();
    }

    @Test
    void askedAgainItIsOfferedWhatCameMeanwhile() {
        ask("a", "red car", true);
        assertThat(ask("a", "red car", true)).isEmpty();
        ask("a", "red car wash", true);
        assertThat(ask("a", "red car", false)).containsExactly("red car wash");
        assertThat(ask("a", "red car", false)).as("again").containsExactly("red car wash");
        for (int i = 0; i < RelatedSearches.REMEMBERED; i++) {
            ask("a", "thing" + i, true);
        }
        assertThat(ask("a", "red car", false)).as("it is forgotten").isEmpty();
    }

    @Test
    void offersNothingThatFoundNothing() {
        ask("a", "red unicorn", false);
        assertThat(ask("a", "red car", true)).isEmpty();
    }

    @Test
    void offersWhatIsOftenAmongTheResults() {
        List<SearchResponse.Found> results =
                List.of(
                        found(List.of("car", "dog"), "we meet at midnight"),
                        found(List.of("dog"), "it is Midnight there"),
                        found(List.of("cat"), "nobody came"));
        assertThat(related.to("a", asking("a car"), results, true))
                .containsExactly("dog", "midnight");
    }

    @Test
    void remembersSoManyOfATenant() {
        for (int i = 0; i <= RelatedSearches.REMEMBERED; i++) {
            ask("a", "thing" + i + " here" + i, true);
        }
        assertThat(ask("a", "thing0 here0", false)).as("the first is forgotten").isEmpty();
        assertThat(ask("a", "thing1 other", false)).containsExactly("thing1 here1");
    }
}
