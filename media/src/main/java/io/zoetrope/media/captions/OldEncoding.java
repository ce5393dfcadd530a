package io.zoetrope.media.captions;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which encoding of the time before Unicode a text is in: that of its language if somebody says the
 * language, else the one by whose most frequent letters most of its bytes above 127 are explained.
 */
final class OldEncoding {
    private static final String WESTERN = "windows-1252";

    /** Of fewer bytes above 127 nothing is told. */
    private static final int LEAST_BYTES = 24;

    /** The ten most frequent letters of a language make some two thirds of its texts. */
    private static final double LEAST_SHARE = .5;

    /** In scripts of their own, letters stand beside each other; accented ones are alone. */
    private static final double LEAST_TOGETHER = .6;

    /** Of central Europe: the bytes of ž, š, ą, ł, ż, ś and ź are rare, or no letters, in 1252. */
    private static final double LEAST_CENTRAL = .1;

    private static final int[] CENTRAL = {0x9e, 0x9a, 0xb9, 0xb3, 0xbf, 0x9c, 0x9f, 0xbe};

    private static final Map<String, List<String>> LANGUAGES =
            Map.ofEntries(
                    Map.entry("windows-1250", List.of("pl", "cs", "sk", "hu", "ro", "hr", "sl")),
                    Map.entry("windows-1251", List.of("ru", "uk", "bg", "sr", "mk", "be")),
                    Map.entry("windows-1253", List.of("el")),
                    Map.entry("windows-1254", List.of("tr", "az")),
                    Map.entry("windows-1255", List.of("he", "iw")),
                    Map.entry("windows-1256", List.of("ar", "fa", "ur")),
                    Map.entry("windows-1257", List.of("lt", "lv", "et")),
                    Map.entry("windows-1258", List.of("vi")),
                    Map.entry("x-windows-874", List.of("th")),
                    Map.entry("GB18030", List.of("zh")),
                    Map.entry("windows-31j", List.of("ja")),
                    Map.entry("x-windows-949", List.of("ko")));

    /** Of each script, letters of which its texts are mostly made. */
    private static final Map<String, String> LETTERS =
            Map.of(
                    "windows-1251", "оеаинтслвркмд",
                    "windows-1253", "αοιετσνηυρπκμ",
                    "windows-1255", "יוהלארתבמשנ",
                    "windows-1256", "اليمنورتبهد",
                    "x-windows-874", "านรอกเงมยลวด่้ัีทะบ");

    private OldEncoding() {}

    /**
     * @param language BCP 47, or empty
     */
    static Charset of(byte[] bytes, String language) {
        Charset usual = usual(language);
        return usual.name().equals(WESTERN) ? guessed(bytes) : usual;
    }

    /** That of a language; the western one if it is another's, or nobody says. */
    static Charset usual(String language) {
        String tag = language.toLowerCase(Locale.ROOT).replace('_', '-');
        if (tag.matches("zh-(.*-)?(tw|hk|hant)(-.*)?")) {
            return charset("Big5");
        }
        String primary = tag.split("-", 2)[0];
        return LANGUAGES.entrySet().stream()
                .filter(known -> known.getValue().contains(primary))
                .map(known -> charset(known.getKey()))
                .findFirst()
                .orElse(charset(WESTERN));
    }

    private static Charset charset(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    private static Charset guessed(byte[] bytes) {
        int[] counts = new int[256];
        int together = 0;
        int high = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                counts[bytes[i] & 0xff]++;
                high++;
                boolean alone =
                        (i == 0 || bytes[i - 1] >= 0)
                                && (i + 1 == bytes.length || bytes[i + 1] >= 0);
                together += alone ? 0 : 1;
            }
        }
        if (high < LEAST_BYTES) {
            return charset(WESTERN);
        }
        String name = WESTERN;
        if (together >= LEAST_TOGETHER * high) {
            name = DoubleBytes.guess(bytes);
            name = name.isEmpty() ? byLetters(counts, high) : name;
        } else if (share(counts, CENTRAL, high) >= LEAST_CENTRAL) {
            name = "windows-1250";
        }
        return charset(name);
    }

    private static String byLetters(int[] counts, int all) {
        String best = WESTERN;
        double most = LEAST_SHARE;
        for (Map.Entry<String, String> script : LETTERS.entrySet()) {
            byte[] encoded = script.getValue().getBytes(charset(script.getKey()));
            int[] values = new int[encoded.length];
            for (int i = 0; i < encoded.length; i++) {
                values[i] = encoded[i] & 0xff;
            }
            double share = share(counts, values, all);
            if (share > most) {
                most = share;
                best = script.getKey();
            }
        }
        return best;
    }

    private static double share(int[] counts, int[] values, int all) {
        int sum = 0;
        for (int value : values) {
            sum += counts[value];
        }
        return (double) sum / all;
    }
}
