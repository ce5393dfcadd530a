package io.zoetrope.models.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.TextInput;
import io.zoetrope.models.packages.manifest.TokenizerKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizersTest {
    private static final Path FOLDER = Path.of("src/test/resources/tokenize");

    /** The end of a {@code tokenizer.json} that knows one letter. */
    private static final String MODEL =
            "\"model\":{\"type\":\"BPE\",\"vocab\":{\"b\":0},\"merges\":[]}}";

    @TempDir Path folder;

    private static Tokenizer open(
            Path folder, TokenizerKind kind, String role, String file, int max) {
        return TestTokens.open(
                new TextInput(kind, Map.of(role, file), max, false, true, Map.of()), folder);
    }

    @Test
    void realClipMergesGiveTheKnownIds() throws IOException {
        Path merges = Path.of(System.getProperty("zoetrope.shared", "../../shared"));
        Path clip = merges.resolve("models/clip-tokenizer");
        assumeTrue(Files.exists(clip), "no real CLIP merges at " + clip);
        Tokenizer tokenizer =
                open(clip, TokenizerKind.CLIP_BPE, "merges", "bpe_simple_vocab_16e6.txt.gz", 77);
        assertThat(tokenizer.encode("a photo of a cat"))
                .containsExactly(49406, 320, 1125, 539, 320, 2368, 49407);
        assertThat(tokenizer.encode("A  Photo\nof a cat"))
                .isEqualTo(tokenizer.encode("a photo of a cat"));
        assertThat(tokenizer.encode("")).containsExactly(49406, 49407);
        assertThat(tokenizer.decode(tokenizer.encode("a photo of a cat")))
                .isEqualTo("a photo of a cat");
        long[] cut = tokenizer.encode("word ".repeat(10_000));
        assertThat(cut).hasSize(77).startsWith(49406).endsWith(49407);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.json", "gpt2.json", "unigram.json", "bert.json"})
    void oneEndlessWordIsCutAndTakesNoTime(String file) throws IOException {
        Tokenizer tokenizer = open(FOLDER, TokenizerKind.TOKENIZER_JSON, "tokenizer", file, 16);
        String endless = "ab".repeat(5_000_000);
        long[] ids =
                Assertions.assertTimeout(Duration.ofSeconds(5), () -> tokenizer.encode(endless));
        assertThat(ids.length).isBetween(2, 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.json", "gpt2.json", "unigram.json", "bert.json"})
    void readsBackWhatItWrote(String file) throws IOException {
        Tokenizer tokenizer = open(FOLDER, TokenizerKind.TOKENIZER_JSON, "tokenizer", file, 64);
        assertThat(tokenizer.decode(tokenizer.encode("a photo of the red car")))
                .isEqualTo("a photo of the red car");
        assertThat(tokenizer.decode(new long[] {1_000_000})).isEmpty();
    }

    @Test
    void aBatchIsPaddedToItsLongestOrToTheMost() throws IOException {
        Tokenizer tokenizer =
                open(FOLDER, TokenizerKind.WORDPIECE, "vocabulary", "bert-vocab.txt", 12);
        List<String> texts = List.of("red car", "red");
        long[][] longest = tokenizer.encodeBatch(texts, false);
        assertThat(longest[1]).hasSameSizeAs(longest[0]).endsWith(tokenizer.padId());
        assertThat(tokenizer.encodeBatch(texts, true)[0]).hasSize(12);
        assertThat(Arrays.copyOf(longest[1], 3)).isEqualTo(tokenizer.encode("red"));
    }

    @Test
    void aVocabularyWithoutMergesOnlyDecodes() throws IOException {
        Files.writeString(
                folder.resolve("vocab.json"),
                "{\"Hello\":0,\"\u0120world\":1,\"\u00c3\u00a9\":2,\"<|endoftext|>\":3}");
        Tokenizer tokenizer = open(folder, TokenizerKind.BYTE_BPE, "vocabulary", "vocab.json", 448);
        assertThat(tokenizer.decode(new long[] {50_257, 0, 1, 2, 3}))
                .isEqualTo("Hello world\u00e9");
    }

    @Test
    void whatIsWrongIsSaidWithItsFileAndKey() throws IOException {
        assertBad("{", "expected JSON");
        assertBad("{\"model\":{\"type\":\"Magic\"}}", "model.type: expected BPE, WordPiece");
        assertBad(
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a\"]}}",
                "model.merges[0]: expected two entries");
        assertBad(
                "{\"model\":{\"type\":\"Unigram\",\"unk_id\":9,\"vocab\":[[\"a\",-1.0]]}}",
                "model.unk_id: expected an id of the vocabulary");
        assertBad(
                "{\"normalizer\":{\"type\":\"Nmt\"}," + MODEL,
                "normalizer: expected a known normalizer");
        assertBad(
                "{\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(\"}}," + MODEL,
                "pre_tokenizer.pattern.Regex: expected a regular expression for Java (Unclosed");
        assertBad(
                "{\"post_processor\":{\"type\":\"BertProcessing\",\"cls\":[\"x\"]}," + MODEL,
                "post_processor.cls: expected an entry and its id");
    }

    /** A trie that leads from {@code a} to the given place among two bytes of replacements. */
    @ParameterizedTest
    @CsvSource({"0,true", "1,true", "2,false", "2147483647,false"})
    void aReplacementLiesInItsBlock(int place, boolean inside) throws IOException {
        int[] trie = new int[98];
        trie['a'] = (('a' ^ 1) << 10) | (1 << 8) | 'a';
        trie[1] = Integer.MIN_VALUE | place;
        ByteBuffer bytes = ByteBuffer.allocate(4 + 98 * 4 + 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(98 * 4);
        Arrays.stream(trie).forEach(bytes::putInt);
        bytes.put((byte) 'b');
        String map = Base64.getEncoder().encodeToString(bytes.array());
        String json =
                "{\"normalizer\":{\"type\":\"Precompiled\",\"precompiled_charsmap\":\""
                        + map
                        + "\"},"
                        + MODEL;

        if (inside) {
            Files.writeString(folder.resolve("t.json"), json);
            Tokenizer tokenizer =
                    open(folder, TokenizerKind.TOKENIZER_JSON, "tokenizer", "t.json", 8);
            assertThat(tokenizer.encode("a")).hasSize(place == 0 ? 1 : 0);
        } else {
            assertBad(json, "normalizer.precompiled_charsmap: expected a trie of places");
        }
    }

    @Test
    void aFileThatTheManifestDoesNotNameIsSaidWithItsKey() {
        assertThatThrownBy(
                        () -> open(FOLDER, TokenizerKind.CLIP_BPE, "vocabulary", "clip.json", 77))
                .isInstanceOf(ManifestException.class)
                .hasMessage(
                        FOLDER.resolve("model.yaml")
                                + ": text.files.merges: expected a file, as the tokenizer"
                                + " 'clip-bpe' reads it");
    }

    private void assertBad(String json, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("t.json"), json);
        assertThatThrownBy(
                        () -> open(folder, TokenizerKind.TOKENIZER_JSON, "tokenizer", "t.json", 8))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith(file + ": " + message);
    }
}
