package io.zoetrope.query.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.SearchRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
    private static final SearchRequest REQUEST =
            new SearchRequest(
                    new SearchRequest.Query("rød bil", null, null, null),
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
        PageToken token = new PageToken(14, REQUEST, new Vector(new float[] {0.5f, -1}));
        assertThat(PageToken.decode(token.encode())).isEqualTo(token);
    }

    @Test
    void fitsAUrl() {
        Vector large = new Vector(new float[1024]);
        SearchRequest longest = REQUEST.withText("ü".repeat(4_000));
        assertThat(new PageToken(0, longest, large).encode())
                .matches("[A-Za-z0-9_-]+")
                .hasSizeLessThan(48 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "AA", "AQ", "AQAAAAAAAAAC", "AQAAAAB_____"})
    void refusesWhatItDidNotWrite(String token) {
        assertThatThrownBy(() -> PageToken.decode(token)).isInstanceOf(ApiError.class);
    }

    @Test
    void refusesVectorsThatAreNoNumbersAndOffsetsTooDeep() {
        PageToken nan = new PageToken(0, REQUEST, new Vector(new float[] {Float.NaN}));
        assertThatThrownBy(() -> PageToken.decode(nan.encode())).isInstanceOf(ApiError.class);
        PageToken deep = new PageToken(1000, REQUEST, new Vector(new float[0]));
        assertThatThrownBy(() -> PageToken.decode(deep.encode())).isInstanceOf(ApiError.class);
    }

    @Test
    void listTokensAreTwoSortValues() {
        String token = ListToken.encode(Json.MAPPER.createArrayNode().add(5).add("id"));
        assertThat(ListToken.decode(token)).hasSize(2);
        for (String wrong : List.of("[]", "[1]", "[1,2]", "{\"a\":1}", "[[1],\"a\"]", "x")) {
            String encoded =
                    Base64.getUrlEncoder().encodeToString(wrong.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> ListToken.decode(encoded)).isInstanceOf(ApiError.class);
        }
    }
}
