package io.zoetrope.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchProfilesTest {
    private static final String NEWS =
            "{'profiles': {'news': {'modalities': ['dialogue', 'text'], 'min_score': 0.3, 'limit': 5,"
                    + " 'filter': {'collection': ['news'], 'language': ['en']}}}}";

    @TempDir Path folder;

    private SearchProfiles profiles(String json) throws IOException {
        Path file = folder.resolve("profiles.json");
        Files.writeString(file, json.replace('\'', '"'));
        return SearchProfiles.read(Optional.of(file));
    }

    private static SearchRequest asked(String json) {
        return Json.read(json.replace('\'', '"'), SearchRequest.class);
    }

    private static Caller of(String profile) {
        return new Caller("t", Role.READ, "key", profile);
    }

    @Test
    void saysWhatTheQuestionDoesNotSay() throws IOException {
        SearchRequest plain =
                profiles(NEWS).over(asked("{'query': {'text': 'a fire'}}"), of("news"));
        assertThat(plain.modalities()).containsExactly("dialogue", "text");
        assertThat(plain.minScore()).isEqualTo(0.3);
        assertThat(plain.limit()).isEqualTo(5);
        assertThat(plain.filter().collection()).containsExactly("news");
        assertThat(plain.query().text()).isEqualTo("a fire");
        assertThat(plain.groupBy()).isNull();
    }

    @Test
    void theQuestionGoesBefore() throws IOException {
        SearchRequest own =
                profiles(NEWS)
                        .over(
                                asked(
                                        "{'query': {'text': 'x'}, 'limit': 7, 'min_score': 0.0,"
                                                + " 'filter': {'collection': 'sport'}}"),
                                of("news"));
        assertThat(own.limit()).isEqualTo(7);
        assertThat(own.minScore()).isZero();
        assertThat(own.filter().collection()).containsExactly("sport");
        assertThat(own.filter().language()).as("not said").containsExactly("en");
    }

    @Test
    void weighsTheSourcesUnlessTheQuestionDoes() throws IOException {
        String news = "{'profiles': {'news': {'weights': {'visual': 0.5}}}}";
        assertThat(profiles(news).over(asked("{'query': {'text': 'x'}}"), of("news")).weights())
                .containsExactly(Map.entry("visual", 0.5));
        SearchRequest own = asked("{'query': {'text': 'x'}, 'weights': {'dialogue': 2.0}}");
        assertThat(profiles(news).over(own, of("news")).weights())
                .containsExactly(Map.entry("dialogue", 2.0));
    }

    @Test
    void calibratesTheSourcesUnlessTheQuestionDoes() throws IOException {
        String news = "{'profiles': {'news': {'calibration': {'visual': {'shift': -1}}}}}";
        assertThat(profiles(news).over(asked("{'query': {'text': 'x'}}"), of("news")).calibration())
                .containsExactly(Map.entry("visual", new Calibration.Curve(null, -1.0)));
        SearchRequest own =
                asked("{'query': {'text': 'x'}, 'calibration': {'text': {'scale': 2.0}}}");
        assertThat(profiles(news).over(own, of("news")).calibration())
                .containsExactly(Map.entry("text", new Calibration.Curve(2.0, null)));
    }

    @Test
    void aKeyWithoutAProfileIsLeftAlone() throws IOException {
        SearchRequest request = asked("{'query': {'text': 'x'}}");
        assertThat(profiles(NEWS).over(request, of(Caller.NO_PROFILE))).isSameAs(request);
        assertThat(SearchProfiles.read(Optional.empty()).over(request, of(Caller.NO_PROFILE)))
                .isSameAs(request);
    }

    @Test
    void anUnknownProfileIsSaid() throws IOException {
        SearchProfiles profiles = profiles(NEWS);
        assertThatThrownBy(() -> profiles.over(asked("{'query': {'text': 'x'}}"), of("sport")))
                .isInstanceOfSatisfying(
                        ApiError.class, e -> assertThat(e.code()).isEqualTo("unknown_profile"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "nothing | profiles.json: the body is not valid JSON",
                "{} | it has no 'profiles'",
                "{'profiles': {'a': null}} | profile 'a' is null",
                "{'profiles': {'a': {'limits': 5}}} | unknown field profiles.a.limits",
                "{'profiles': {'a': {'modalities': ['smell']}}} | profile 'a': ",
                "{'profiles': {'a': {'min_score': 2}}} | profile 'a': min_score",
                "{'profiles': {'a': {'group_by': 'actor'}}} | profile 'a': group_by",
                "{'profiles': {'a': {'weights': {'smell': 1}}}} | profile 'a': weights are of visual",
                "{'profiles': {'a': {'weights': {'text': 0}}}} | profile 'a': a weight is above 0",
                "{'profiles': {'a': {'calibration': {'smell': {}}}}} | profile 'a': calibration is of visual",
                "{'profiles': {'a': {'calibration': {'text': null}}}} | profile 'a': a scale and a shift",
                "{'profiles': {'a': {'calibration': {'text': {'scale': 0}}}}} | profile 'a': above 0",
                "{'profiles': {'a': {'calibration': {'text': {'shift': 21}}}}} | profile 'a': from -20",
                "{'profiles': {'a': {'calibration': {'text': {'slope': 1}}}}} | unknown field profiles.a",
                "{'profiles': {'a': {'filter': {'region': [1]}}}} | profile 'a': "
            })
    void whatIsWrongIsSaidAtTheStart(String json, String said) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profiles(json))
                .withMessageContaining("--profiles-file")
                .withMessageContaining(said);
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchProfiles.read(Optional.of(folder.resolve("none.json"))))
                .withMessageContaining("it cannot be read");
    }
}
