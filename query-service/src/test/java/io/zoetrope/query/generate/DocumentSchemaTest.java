package io.zoetrope.query.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentSchemaTest {
    private static final BooleanSupplier WANTED = () -> true;
    private static final String PATTERNS = "{'pattern': '^x*$'}, ".repeat(200);
    private static final long MS_NANOS = 1_000_000;

    /** One when a document begins, one for each millisecond of its time, one that is too late. */
    private static final int MOST_LOOKS = 2_002;

    /** At a clock that goes on by a millisecond each time. */
    private final AtomicInteger looks = new AtomicInteger();

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
                "{'$defs': {'a': {'$ref': '#/$defs/b'}, 'b': {'$ref': '#/$defs/a'}}, '$ref':"
                        + " '#/$defs/a'}",
                "{'properties': {'next': {'$ref': '#'}}}",
                "{'$ref': '#/$defs/%61', '$defs': {'%61': {}, 'a': {'$ref': '#/$defs/%61'}}}",
                "{'$ref': '#/$defs/a+b', '$defs': {'a+b': {}, 'a b': {'$ref': '#/$defs/a+b'}}}",
                "{'$ref': '#/$defs/a#', '$defs': {'a#': {}, 'a': {'$ref': '#/$defs/a#'}}}",
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
    void aSchemaAndADocumentThatAreTooLargeForEachOtherAreRefused() {
        String parts = "{'minLength': 1}, ".repeat(900);
        DocumentSchema schema =
                DocumentSchema.of(json("{'items': {'allOf': [" + parts + "{}]}, 'type': 'array'}"));
        JsonNode few = json("[" + "'a',".repeat(99) + "'a']");
        assertThatCode(() -> schema.problem(few, WANTED)).doesNotThrowAnyException();
        JsonNode many = json("[" + "'a',".repeat(4_999) + "'a']");
        assertThatThrownBy(() -> schema.problem(many, WANTED))
                .isInstanceOfSatisfying(
                        GeneratorProblem.class,
                        e -> assertThat(e.code()).isEqualTo("costly_schema"));
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
    void findsWhatIsWrong() throws GeneratorProblem {
        DocumentSchema schema =
                DocumentSchema.of(
                        json(
                                "{'type': 'object', 'required': ['a'], 'properties': {'a':"
                                        + " {'$ref': '#/$defs/n'}}, '$defs': {'n': {'type':"
                                        + " 'integer', 'minimum': 0}}}"));
        assertThat(schema.problem(json("{'a': 1}"), WANTED)).isEmpty();
        assertThat(schema.problem(json("{'a': -1}"), WANTED))
                .hasValueSatisfying(p -> assertThat(p).contains("a"));
        assertThat(schema.problem(json("{}"), WANTED)).isPresent();
        assertThat(schema.problem(json("[]"), WANTED)).isPresent();
    }

    @Test
    void aPatternThatNeverEndsIsGivenUp() {
        DocumentSchema schema = timed("{'properties': {'a': {'pattern': '^(x+x+)+y$'}}}");
        assertCostly(schema, json("{'a': '" + "x".repeat(5_000) + "'}"));
        assertThat(looks).hasValue(MOST_LOOKS);
    }

    @Test
    void aPatternThatIsTooDeepForATextIsGivenUp() {
        DocumentSchema schema =
                DocumentSchema.of(json("{'properties': {'a': {'not': {'pattern': '^(a|b)*$'}}}}"));
        assertCostly(schema, json("{'a': '" + "ab".repeat(50_000) + "'}"));
    }

    /** Each is quick by itself, and fits. */
    @Test
    void allPatternsTogetherHaveOneTimeForADocument() {
        DocumentSchema schema =
                timed("{'properties': {'a': {'items': {'allOf': [" + PATTERNS + "{}]}}}}");
        String line = "'" + "x".repeat(20) + "'";
        JsonNode document = json("{'a': [" + (line + ", ").repeat(500) + line + "]}");
        assertCostly(schema, document);
        assertThat(looks).as("none begins afterwards").hasValue(MOST_LOOKS);
        assertCostly(schema, document);
        assertThat(looks).as("the next has a time of its own").hasValue(2 * MOST_LOOKS);
    }

    @Test
    void nobodyLooksWhenTheAnswerIsNotWantedAnyMore() {
        DocumentSchema schema = timed("{'properties': {'a': {'pattern': '^(x+x+)+y$'}}}");
        JsonNode document = json("{'a': '" + "x".repeat(5_000) + "'}");
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> schema.problem(document, () -> asked.incrementAndGet() <= 100))
                .isInstanceOf(GeneratorProblem.class)
                .hasMessageContaining("not wanted");
        assertThat(asked).hasValue(101);
    }

    @Test
    void theFirstThingThatIsWrongIsEnough() throws GeneratorProblem {
        DocumentSchema schema = timed("{'properties': {'a': {'items': {'pattern': '^y'}}}}");
        assertThat(schema.problem(json("{'a': [" + "'x', ".repeat(1_000) + "'x']}"), WANTED))
                .isPresent();
        assertThat(looks).hasValueLessThan(10);
    }

    private DocumentSchema timed(String schema) {
        return DocumentSchema.of(
                json(schema), new PatternTime(() -> looks.incrementAndGet() * MS_NANOS));
    }

    private static void assertCostly(DocumentSchema schema, JsonNode document) {
        assertThatThrownBy(() -> schema.problem(document, WANTED))
                .isInstanceOfSatisfying(
                        GeneratorProblem.class,
                        e -> assertThat(e.code()).isEqualTo("costly_schema"));
    }

    @ParameterizedTest
    @EnumSource(AnswerFormat.Preset.class)
    void presetsAreSchemas(AnswerFormat.Preset preset) throws GeneratorProblem {
        AnswerFormat format = AnswerFormat.of(preset);
        assertThat(format.schema().problem(json("{'" + preset.wireName() + "': []}"), WANTED))
                .isEmpty();
        assertThat(format.schema().problem(json("{}"), WANTED)).isPresent();
    }

    private static JsonNode json(String single) {
        try {
            return Json.MAPPER.readTree(single.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
