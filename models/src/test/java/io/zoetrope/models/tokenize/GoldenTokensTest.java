package io.zoetrope.models.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.models.packages.manifest.TextInput;
import io.zoetrope.models.packages.manifest.TokenizerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every text gets the ids that Hugging Face's library gives it; golden.py makes them. */
class GoldenTokensTest {
    private static final Path FOLDER = Path.of("src/test/resources/tokenize");
    private static final int MAX_TOKENS = 32;
    private static final int TEXTS = 69;

    @ParameterizedTest
    @CsvSource({
        "clip,    TOKENIZER_JSON, tokenizer,  clip.json",
        "gpt2,    TOKENIZER_JSON, tokenizer,  gpt2.json",
        "unigram, TOKENIZER_JSON, tokenizer,  unigram.json",
        "multilingual, TOKENIZER_JSON, tokenizer, multilingual.json",
        "bert,    TOKENIZER_JSON, tokenizer,  bert.json",
        "bert,    WORDPIECE,      vocabulary, bert-vocab.txt"
    })
    void givesTheIdsOfTheReference(String golden, TokenizerKind kind, String role, String file)
            throws IOException {
        boolean lowercase = kind == TokenizerKind.WORDPIECE;
        TextInput text =
                new TextInput(kind, Map.of(role, file), MAX_TOKENS, false, lowercase, Map.of());
        Tokenizer tokenizer = TestTokens.open(text, FOLDER);
        int compared = 0;
        for (String line : Files.readAllLines(FOLDER.resolve("golden.jsonl"))) {
            JsonNode expected = new ObjectMapper().readTree(line);
            if (expected.get("tokenizer").asText().equals(golden)) {
                String given = expected.get("text").asText();
                assertThat(tokenizer.encode(given)).as(given).containsExactly(ids(expected));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(TEXTS);
    }

    private static long[] ids(JsonNode expected) {
        long[] ids = new long[expected.get("ids").size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = expected.get("ids").get(i).asLong();
        }
        return ids;
    }
}
