package io.zoetrope.models.tokenize;

import io.zoetrope.models.packages.manifest.ManifestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads vocabularies and merges in the forms in which they were published. */
final class VocabularyFiles {
    private static final int MAX_BYTES = 64 << 20;

    private VocabularyFiles() {}

    /** UTF-8 lines; gzip is recognised. */
    static List<String> lines(TokenFile file) {
        return new String(unpacked(file), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] unpacked(TokenFile file) {
        byte[] bytes = file.bytes();
        if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] text = in.readNBytes(MAX_BYTES + 1);
            if (text.length > MAX_BYTES) {
                throw file.expected("at most " + MAX_BYTES + " bytes when unpacked");
            }
            return text;
        } catch (IOException e) {
            throw new ManifestException(file.name() + ": expected gzip: " + e.getMessage(), e);
        }
    }

    /** The id of an entry is its place, from 0; of equal entries the first counts. */
    static Map<String, Integer> numbered(List<String> entries) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            ids.putIfAbsent(entries.get(i), i);
        }
        return ids;
    }

    /** A JSON object from entry to id, as GPT-2 and Whisper publish it. */
    static Map<String, Integer> json(TokenFile file) {
        JsonPart top = TokenizerJson.parse(file);
        if (!top.value().isObject() || top.value().isEmpty()) {
            throw file.expected("entries and ids");
        }
        Map<String, Integer> ids = new HashMap<>();
        top.value().fieldNames().forEachRemaining(entry -> ids.put(entry, top.at(entry).id()));
        return ids;
    }

    /**
     * Pairs, one a line; a first line that starts with {@code #version} or a quote is a heading.
     *
     * @param most further lines are left out; CLIP's file holds more merges than CLIP uses
     */
    static List<String[]> merges(TokenFile file, int most) {
        List<String[]> merges = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.isBlank() || (merges.isEmpty() && isHeading(line))) {
                continue;
            }
            if (merges.size() == most) {
                break;
            }
            String[] pair = line.split(" ", -1);
            if (pair.length != 2) {
                throw file.expected("two entries in merge " + (merges.size() + 1));
            }
            merges.add(pair);
        }
        return merges;
    }

    private static boolean isHeading(String line) {
        return line.startsWith("#version") || line.startsWith("\"");
    }
}
