package io.zoetrope.models.tokenize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * SentencePiece's compiled normalisation: a double-array trie (Aoe 1989, as darts-clone lays it
 * out) from character sequences to places in a block of replacements.
 */
final class CharsMap {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** Longer graphemes are looked up character by character, as Hugging Face's library does. */
    private static final int MAX_GRAPHEME_BYTES = 6;

    /** A unit whose highest bit is set is a place in the replacements, all others lead on. */
    private static final int PLACE = 0x7fffffff;

    private final int[] trie;
    private final byte[] replacements;

    private CharsMap(int[] trie, byte[] replacements) {
        this.trie = trie;
        this.replacements = replacements;
    }

    /** Base64 of: the trie's size in bytes (uint32, little-endian), the trie, the replacements. */
    static CharsMap parse(JsonPart part) {
        ByteBuffer bytes = unpacked(part).order(ByteOrder.LITTLE_ENDIAN);
        int size = bytes.remaining() < 4 ? -1 : bytes.getInt();
        if (size < 4 || size % 4 != 0 || size > bytes.remaining()) {
            throw part.expected("a trie and its replacements");
        }
        int[] trie = new int[size / 4];
        bytes.asIntBuffer().get(trie);
        byte[] replacements = new byte[bytes.remaining() - size];
        bytes.get(bytes.position() + size, replacements);
        for (int unit : trie) {
            if (unit < 0 && (unit & PLACE) >= replacements.length) {
                throw part.expected("a trie of places in its replacements");
            }
        }
        return new CharsMap(trie, replacements);
    }

    private static ByteBuffer unpacked(JsonPart part) {
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(part.text()));
        } catch (IllegalArgumentException e) {
            throw part.expected("base64");
        }
    }

    String apply(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        GRAPHEME.matcher(text).results().forEach(m -> append(m.group(), normal));
        return normal.toString();
    }

    private void append(String grapheme, StringBuilder into) {
        if (grapheme.getBytes(StandardCharsets.UTF_8).length < MAX_GRAPHEME_BYTES) {
            String whole = replacement(grapheme);
            if (whole != null) {
                into.append(whole);
                return;
            }
        }
        grapheme.codePoints()
                .forEach(
                        c -> {
                            String one = Character.toString(c);
                            String other = replacement(one);
                            into.append(other == null ? one : other);
                        });
    }

    /** For the shortest prefix that the trie knows; null if it knows none. */
    private String replacement(String text) {
        int node = offset(trie[0]);
        for (byte signed : text.getBytes(StandardCharsets.UTF_8)) {
            int label = signed & 0xff;
            node ^= label;
            if (label == 0 || node >= trie.length || (trie[node] & 0x800000ff) != label) {
                return null;
            }
            int unit = trie[node];
            node ^= offset(unit);
            if ((unit >>> 8 & 1) == 1) {
                return isPlace(node) ? replacementAt(trie[node] & PLACE) : null;
            }
        }
        return null;
    }

    private boolean isPlace(int node) {
        return node < trie.length && trie[node] < 0;
    }

    private static int offset(int unit) {
        return (unit >>> 10) << ((unit & (1 << 9)) >>> 6);
    }

    private String replacementAt(int start) {
        int end = start;
        while (end < replacements.length && replacements[end] != 0) {
            end++;
        }
        return new String(replacements, start, end - start, StandardCharsets.UTF_8);
    }
}
