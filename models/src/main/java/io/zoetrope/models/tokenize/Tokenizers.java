package io.zoetrope.models.tokenize;

import io.zoetrope.models.packages.ManifestException;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.TextInput;

/** Opens the tokenizer that a package names. */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * @throws ManifestException where the package has no {@code text} part, or a file of the
     *     tokenizer is missing or damaged
     */
    public static Tokenizer open(ModelPackage model) {
        TextInput text = model.manifest().text();
        if (text == null) {
            throw new ManifestException(
                    model.describe("model.yaml") + ": text: expected this part");
        }
        return switch (text.tokenizer()) {
            case WORDS ->
                    new WordTokenizer(model.lines(file(model, "vocabulary")), text.maxTokens());
            default ->
                    throw new ManifestException(
                            model.describe("model.yaml")
                                    + ": text.tokenizer: "
                                    + text.tokenizer().wireName()
                                    + " is not known to this version");
        };
    }

    private static String file(ModelPackage model, String role) {
        String path = model.manifest().text().files().get(role);
        if (path == null) {
            throw new ManifestException(
                    model.describe("model.yaml") + ": text.files." + role + ": expected a path");
        }
        return path;
    }
}
