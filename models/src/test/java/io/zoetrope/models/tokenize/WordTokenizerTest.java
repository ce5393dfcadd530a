package io.zoetrope.models.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.packages.manifest.ManifestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordTokenizerTest {
    private static final WordTokenizer WORDS =
            new WordTokenizer(List.of("<pad>", "<unk>", "<bos>", "<eos>", "a", "car", "red"), 28);

    @TempDir Path folder;

    @Test
    void wordsGetTheirLineAndOthersAreUnknown() {
        assertThat(WORDS.encode("A RED-car!")).containsExactly(2, 4, 6, 5, 3);
        assertThat(WORDS.encode("a zebra")).containsExactly(2, 4, 1, 3);
        assertThat(WORDS.encode("")).containsExactly(2, 3);
    }

    @Test
    void aSpecialTokenInTheTextIsNoControl() {
        assertThat(WORDS.encode("<eos> car")).containsExactly(2, 1, 5, 3);
    }

    @Test
    void aLongTextKeepsItsEnd() {
        long[] ids = WORDS.encode("car ".repeat(10_000));
        assertThat(ids).hasSize(28).startsWith(2, 5).endsWith(5, 3);
    }

    @Test
    void idsBecomeWords() {
        assertThat(WORDS.decode(new long[] {2, 4, 6, 5, 3, 0, 99})).isEqualTo("a red car");
    }

    @Test
    void aVocabularyWithoutWordsIsRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("vocab.txt"), "<pad>\n<unk>\n<bos>\n<eos>\n");
        assertThatThrownBy(() -> WordTokenizer.read(TestTokens.read(empty), 28))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("vocab.txt");
    }
}
