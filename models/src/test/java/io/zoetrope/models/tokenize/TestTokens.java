package io.zoetrope.models.tokenize;

import io.zoetrope.models.packages.manifest.TextInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens tokenizers from a folder without a manifest. */
final class TestTokens {
    private TestTokens() {}

    static Tokenizer open(TextInput text, Path folder) {
        return Tokenizers.open(
                folder.resolve("model.yaml").toString(), text, path -> read(folder.resolve(path)));
    }

    static TokenFile read(Path file) {
        try {
            return new TokenFile(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
