package io.zoetrope.query.http.content;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** Bytes in memory. Their tag is made of themselves, so nothing a store says reaches a header. */
public record BytesContent(byte[] bytes) implements Content {
    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public String etag() {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return '"' + Long.toHexString(size()) + "-" + Long.toHexString(sum.getValue()) + '"';
    }

    @Override
    public InputStream open(long from) {
        return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
    }
}
