package io.zoetrope.connectors.objects;

import io.zoetrope.domain.ThumbnailRemoval;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: the key, modified UTF-8 behind its length, and the generation. */
final class ThumbnailRemovalSerializer implements SimpleVersionedSerializer<ThumbnailRemoval> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ThumbnailRemoval removal) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(removal.videoKey());
        out.writeLong(removal.generation());
        return bytes.toByteArray();
    }

    @Override
    public ThumbnailRemoval deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "a key-frame removal of version %d cannot be read here",
                            version));
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        return new ThumbnailRemoval(in.readUTF(), in.readLong());
    }
}
