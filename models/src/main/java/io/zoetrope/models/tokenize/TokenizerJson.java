package io.zoetrope.models.tokenize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zoetrope.models.packages.manifest.ManifestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Hugging Face's {@code tokenizer.json}: BPE, WordPiece and Unigram models with the
 * normalisers, cuts and templates that the known families use. A part that is not known is refused
 * at load, never skipped. The file's own truncation and padding are ignored: the manifest says
 * both.
 */
final class TokenizerJson {
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .build())
                                    .build())
                    .build();

    private TokenizerJson() {}

    /**
     * @param pad id that fills up; -1 to take {@code <pad>}, {@code [PAD]} or the end token
     * @throws ManifestException if the file is not such JSON, or needs what is not known here
     */
    static Tokenizer read(TokenFile file, int maxTokens, boolean lowercase, long pad) {
        JsonPart top = parse(file);
        Map<String, Integer> added = added(top.at("added_tokens"));
        SubwordModel model = model(top.at("model"), added);
        SpecialTokens special = SpecialTokensJson.read(top, added, pad);
        var normalizer = Normalizers.parse(top.at("normalizer"));
        return new SubwordTokenizer(
                lowercase ? text -> normalizer.apply(Normalizers.lowercase(text)) : normalizer,
                PreTokenizers.parse(top.at("pre_tokenizer")),
                model,
                special,
                maxTokens);
    }

    static JsonPart parse(TokenFile file) {
        try {
            return new JsonPart(file.name(), "", JSON.readTree(file.bytes()));
        } catch (IOException e) {
            String line = e.getMessage().lines().findFirst().orElse("");
            throw new ManifestException(file.name() + ": expected JSON: " + line, e);
        }
    }

    private static Map<String, Integer> added(JsonPart part) {
        Map<String, Integer> ids = new HashMap<>();
        if (part.present()) {
            part.items().forEach(token -> ids.put(token.at("content").text(), token.at("id").id()));
        }
        return ids;
    }

    private static SubwordModel model(JsonPart model, Map<String, Integer> added) {
        if (model.at("byte_fallback").flag(false)) {
            throw model.at("byte_fallback").expected("false");
        }
        return switch (model.type()) {
            case "BPE" -> bytePairs(model, added);
            case "WordPiece" -> wordPieces(model, added);
            case "Unigram" -> unigrams(model);
            default -> throw model.at("type").expected("BPE, WordPiece or Unigram");
        };
    }

    private static Vocabulary vocabulary(JsonPart part, Map<String, Integer> added) {
        if (!part.value().isObject() || part.value().isEmpty()) {
            throw part.expected("entries and ids");
        }
        Map<String, Integer> ids = new HashMap<>(added);
        part.value().fieldNames().forEachRemaining(entry -> ids.put(entry, part.at(entry).id()));
        return new Vocabulary(ids);
    }

    private static SubwordModel bytePairs(JsonPart model, Map<String, Integer> added) {
        Vocabulary vocabulary = vocabulary(model.at("vocab"), added);
        List<String[]> merges = new ArrayList<>();
        for (JsonPart merge : model.at("merges").items()) {
            merges.add(pair(merge));
        }
        int unknown = vocabulary.id(model.at("unk_token").text(""));
        return new BytePairModel(
                vocabulary, merges, model.at("end_of_word_suffix").text(""), unknown);
    }

    /** {@code "a b"}, or {@code ["a", "b"]} in newer files. */
    private static String[] pair(JsonPart merge) {
        String[] pair =
                merge.value().isArray()
                        ? merge.items().stream().map(JsonPart::text).toArray(String[]::new)
                        : merge.text().split(" ", -1);
        if (pair.length != 2) {
            throw merge.expected("two entries");
        }
        return pair;
    }

    private static SubwordModel wordPieces(JsonPart model, Map<String, Integer> added) {
        Vocabulary vocabulary = vocabulary(model.at("vocab"), added);
        int unknown = vocabulary.id(model.at("unk_token").text());
        if (unknown < 0) {
            throw model.at("unk_token").expected("an entry of the vocabulary");
        }
        return new WordPieceModel(
                vocabulary, model.at("continuing_subword_prefix").text("##"), unknown);
    }

    private static SubwordModel unigrams(JsonPart model) {
        List<JsonPart> entries = model.at("vocab").items();
        Map<String, Integer> ids = new HashMap<>();
        double[] scores = new double[entries.size()];
        for (int i = 0; i < scores.length; i++) {
            JsonNode entry = entries.get(i).value();
            if (!entry.path(0).isTextual() || !entry.path(1).isNumber()) {
                throw entries.get(i).expected("an entry and its score");
            }
            ids.put(entry.get(0).asText(), i);
            scores[i] = entry.get(1).asDouble();
        }
        int unknown = model.at("unk_id").id();
        if (unknown >= scores.length) {
            throw model.at("unk_id").expected("an id of the vocabulary");
        }
        return new UnigramModel(new Vocabulary(ids), scores, unknown);
    }
}
