package io.zoetrope.models.tokenize;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.TextInput;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Opens the tokenizer that a manifest names. */
public final class Tokenizers {
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CLIP_WORDS =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
                    Pattern.UNICODE_CHARACTER_CLASS);
    private static final String CLIP_WORD_END = "</w>";
    private static final int CLIP_MERGES = 49_152 - 256 - 2;

    private Tokenizers() {}

    /**
     * @throws ManifestException if a file is missing, damaged, not named, or not what its kind asks
     *     for
     */
    public static Tokenizer open(ModelPackage model) {
        return open(
                model.describe(ModelPackage.MANIFEST),
                model.manifest().text(),
                path -> new TokenFile(model.describe(path), model.bytes(path)));
    }

    /**
     * @param manifest as people know it, for messages
     */
    static Tokenizer open(String manifest, TextInput text, Function<String, TokenFile> files) {
        int most = text.maxTokens();
        Function<String, TokenFile> byRole = role -> files.apply(path(manifest, text, role));
        return switch (text.tokenizer()) {
            case WORDS -> WordTokenizer.read(byRole.apply("vocabulary"), most);
            case CLIP_BPE -> clip(text, byRole.apply("merges"));
            case WORDPIECE -> wordPiece(text, byRole.apply("vocabulary"));
            case BYTE_BPE -> byteBpe(text, byRole);
            case TOKENIZER_JSON -> {
                TokenFile file = byRole.apply("tokenizer");
                yield TokenizerJson.read(file, most, text.lowercase(), text.token("pad", -1));
            }
        };
    }

    private static String path(String manifest, TextInput text, String role) {
        String path = text.files().get(role);
        if (path == null) {
            throw new ManifestException(
                    String.format(
                            "%s: text.files.%s: expected a file, as the tokenizer '%s' reads it",
                            manifest, role, text.tokenizer().wireName()));
        }
        return path;
    }

    /**
     * Radford et al. 2021: lower case, one space for many, byte pairs with a mark at a word's end.
     */
    private static Tokenizer clip(TextInput text, TokenFile file) {
        List<String[]> merges = VocabularyFiles.merges(file, CLIP_MERGES);
        List<String> entries = new ArrayList<>(List.of(ByteAlphabet.inClipOrder()));
        for (String symbol : ByteAlphabet.inClipOrder()) {
            entries.add(symbol + CLIP_WORD_END);
        }
        merges.forEach(pair -> entries.add(pair[0] + pair[1]));
        int begin = text.token("begin", entries.size());
        int end = text.token("end", entries.size() + 1);
        Vocabulary vocabulary = new Vocabulary(VocabularyFiles.numbered(entries));
        return new SubwordTokenizer(
                Tokenizers::clipForm,
                words(CLIP_WORDS),
                new BytePairModel(vocabulary, merges, CLIP_WORD_END, -1),
                special(text, new long[] {begin}, new long[] {end}, end, -1),
                text.maxTokens());
    }

    private static String clipForm(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return Normalizers.lowercase(SPACES.matcher(composed).replaceAll(" "));
    }

    private static Tokenizer wordPiece(TextInput text, TokenFile file) {
        Vocabulary vocabulary =
                new Vocabulary(VocabularyFiles.numbered(VocabularyFiles.lines(file)));
        int begin = text.token("begin", vocabulary.id("[CLS]"));
        int end = text.token("end", vocabulary.id("[SEP]"));
        int unknown = text.token("unknown", vocabulary.id("[UNK]"));
        if (Math.min(begin, Math.min(end, unknown)) < 0) {
            throw file.expected("[CLS], [SEP] and [UNK] among its lines");
        }
        int pad = Math.max(0, vocabulary.id("[PAD]"));
        boolean lower = text.lowercase();
        return new SubwordTokenizer(
                given -> Normalizers.bert(given, true, true, lower, lower),
                PreTokenizers::bert,
                new WordPieceModel(vocabulary, "##", unknown),
                special(text, new long[] {begin}, new long[] {end}, pad, unknown),
                text.maxTokens());
    }

    /** Whisper and GPT-2. Without merges it only decodes, which is all that a recogniser needs. */
    private static Tokenizer byteBpe(TextInput text, Function<String, TokenFile> byRole) {
        Map<String, Integer> ids = VocabularyFiles.json(byRole.apply("vocabulary"));
        List<String[]> merges =
                text.files().containsKey("merges")
                        ? VocabularyFiles.merges(byRole.apply("merges"), Integer.MAX_VALUE)
                        : List.of();
        int end = text.token("end", ids.getOrDefault("<|endoftext|>", ids.size()));
        UnaryOperator<String> form = text.lowercase() ? Normalizers::lowercase : given -> given;
        long[] begin =
                text.tokens().containsKey("begin")
                        ? new long[] {text.token("begin", 0)}
                        : new long[0];
        return new SubwordTokenizer(
                form,
                words(PreTokenizers.GPT2),
                new BytePairModel(new Vocabulary(ids), merges, "", -1),
                special(text, begin, new long[] {end}, end, -1),
                text.maxTokens());
    }

    private static Function<String, List<String>> words(Pattern pattern) {
        return text ->
                PreTokenizers.matches(pattern, text).stream().map(ByteAlphabet::write).toList();
    }

    private static SpecialTokens special(
            TextInput text, long[] begin, long[] end, int pad, int unknown) {
        return new SpecialTokens(
                Arrays.copyOf(begin, begin.length),
                Arrays.copyOf(end, end.length),
                text.token("pad", pad),
                text.token("unknown", unknown));
    }
}
