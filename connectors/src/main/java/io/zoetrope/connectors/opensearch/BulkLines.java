package io.zoetrope.connectors.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The body of a bulk request: per document one line that says where, and one with its JSON. */
final class BulkLines {
    private BulkLines() {}

    static byte[] encode(List<IndexDocument> documents) {
        int size = documents.stream().mapToInt(IndexDocument::bytes).sum();
        ByteArrayOutputStream lines = new ByteArrayOutputStream(size);
        for (IndexDocument document : documents) {
            lines.writeBytes(action(document));
            lines.writeBytes(document.json());
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static byte[] action(IndexDocument document) {
        return ("{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\"}}\n"
                        .formatted(quoted(document.alias()), quoted(document.id())))
                .getBytes(UTF_8);
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
