package io.zoetrope.connectors.opensearch.write;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** The body of a bulk request: two lines for each document. */
final class BulkLines {
    private BulkLines() {}

    static byte[] encode(List<IndexDocument> documents) {
        int size = documents.stream().mapToInt(IndexDocument::bytes).sum();
        ByteArrayOutputStream lines = new ByteArrayOutputStream(size);
        for (IndexDocument document : documents) {
            lines.writeBytes(document.action());
            lines.write('\n');
            lines.writeBytes(document.body());
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
