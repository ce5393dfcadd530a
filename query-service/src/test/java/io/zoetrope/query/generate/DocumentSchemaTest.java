package io.zoetrope.query.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentSchemaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "'object'",
                "{'type': 'objekt'}",
                "{'required': 'a'}",
                "{'properties': []}",
                "{'$ref': '#'}",
                "{'$ref': '#/$defs/none'}",
                "{'$ref': 'http://127.0.0.1:9/schema.json'}",
                "{'$ref': 'file:///etc/passwd'}",
                "{'$ref': 'classpath:draft-04'}",
                "{'$id': 'http://127.0.0.1:9/', '$ref': 'a'}",
                "{'$schema': 'http://127.0.0.1:9/meta'}",
                "{'$defs': {'a': {'$ref': '#/$defs/b'}, 'b': {'$ref': '#/$defs/a'}}, '$ref': '#/$defs/a'}",
                "{'properties': {'next': {'$ref': '#'}}}",
                "{'pattern': '('}",
                "{'patternProperties': {'[': {}}}"
            })
    void refusesWhatIsNoSchemaOrReachesOutside(String schema) {
        assertThatThrownBy(() -> DocumentSchema.of(json(schema)))
                .isInstanceOf(ApiError.class)
                .extracting(e -> ((ApiError) e).status())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatGrowsBeyondMeasure() {
        StringBuilder laughs = new StringBuilder("{'$ref': '#/$defs/a0', '$defs': {");
        for (int i = 0; i < 25; i++) {
            String next = "{'$ref': '#/$defs/a" + (i + 1) + "'}";
            laughs.append("'a" + i + "': {'allOf': [" + next + ", " + next + "]}, ");
        }
        laughs.append("'a25': {}}}");
        String deep = "{'items': ".repeat(900) + "{}" + "}".repeat(900);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> {
                    for (String schema : new String[] {laughs.toString(), deep}) {
                        assertThatThrownBy(() -> DocumentSchema.of(json(schema)))
                                .isInstanceOf(ApiError.class);
                    }
                });
    }

    @Test
    void findsWhatIsWrong() {
        DocumentSchema schema =
                DocumentSchema.of(
                        json(
                                "{'type': 'object', 'required': ['a'], 'properties': {'a':"
                                        + " {'$ref': '#/$defs/n'}}, '$defs': {'n': {'type':"
                                        + " 'integer', 'minimum': 0}}}"));
        assertThat(schema.problem(json("{'a': 1}"))).isEmpty();
        assertThat(schema.problem(json("{'a': -1}")))
                .hasValueSatisfying(p -> assertThat(p).contains("a"));
        assertThat(schema.problem(json("{}"))).isPresent();
        assertThat(schema.problem(json("[]"))).isPresent();
    }

    @Test
    void aPatternThatNeverEndsIsGivenUp() {
        DocumentSchema schema =
                DocumentSchema.of(json("{'properties': {'a': {'pattern': '^(x+x+)+y$'}}}"));
        JsonNode document = json("{'a': '" + "x".repeat(5_000) + "'}");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(schema.problem(document)).isPresent());
    }

    @ParameterizedTest
    @EnumSource(AnswerFormat.Preset.class)
    void presetsAreSchemas(AnswerFormat.Preset preset) {
        AnswerFormat format = AnswerFormat.of(preset);
        assertThat(format.schema().problem(json("{'" + preset.wireName() + "': []}"))).isEmpty();
        assertThat(format.schema().problem(json("{}"))).isPresent();
    }

    private static JsonNode json(String single) {
        try {
            return Json.MAPPER.readTree(single.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
