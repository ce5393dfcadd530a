package io.zoetrope.query.paging;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the pages before have shown, in the order in which they have, so that none of it comes again
 * however the index changes meanwhile. Forty bits of a digest tell an id well enough: among 500
 * shown and 5,000 found, one in 400,000 questions would hide a result.
 */
public record Seen(Set<Long> digests) {
    public static final Seen NONE = new Seen(Set.of());

    /** As many as a token can hold. */
    public static final int MAX = 500;

    private static final int DIGEST_BYTES = 5;

    public int size() {
        return digests.size();
    }

    public boolean has(String id) {
        return !digests.isEmpty() && digests.contains(digest(id));
    }

    /** These, and what a page has shown. */
    public Seen and(List<String> ids) {
        Set<Long> all = new LinkedHashSet<>(digests);
        ids.forEach(id -> all.add(digest(id)));
        return new Seen(all);
    }

    /** The last of these, so many at most. */
    public Seen latest(int most) {
        return new Seen(
                digests.stream()
                        .skip(Math.max(0, digests.size() - most))
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static long digest(String id) {
        try {
            byte[] sha =
                    MessageDigest.getInstance("SHA-256")
                            .digest(id.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(sha).getLong() >>> (Long.SIZE - DIGEST_BYTES * Byte.SIZE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeShort(digests.size());
        for (long digest : digests) {
            out.writeByte((int) (digest >>> Integer.SIZE));
            out.writeInt((int) digest);
        }
    }

    static Seen read(DataInputStream in) throws IOException {
        int size = in.readUnsignedShort();
        Set<Long> digests = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            long high = in.readUnsignedByte();
            digests.add(high << Integer.SIZE | Integer.toUnsignedLong(in.readInt()));
        }
        return size == 0 ? NONE : new Seen(digests);
    }
}
