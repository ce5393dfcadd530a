package io.zoetrope.query.access;

import io.zoetrope.query.http.ApiError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short tokens that say "until then, whoever holds this may do this one thing as that key":
 * HMAC-SHA256 (RFC 2104), cut to 128 bits, over version, time, key and thing. They name the key and
 * are not it, so they end with it. Thread-safe.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String KEY_FOR = "zoetrope signed access";
    private static final byte VERSION = 1;
    private static final int ID_BYTES = 6;
    private static final int HEAD_BYTES = 1 + Integer.BYTES + ID_BYTES;
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;
    private final Clock clock;

    /**
     * @param secret the same for all instances; empty for one that ends with this process
     */
    Signature(String secret, Clock clock) {
        this.clock = clock;
        byte[] made = new byte[32];
        new SecureRandom().nextBytes(made);
        byte[] root = secret.isEmpty() ? made : secret.getBytes(StandardCharsets.UTF_8);
        byte[] own =
                mac(new SecretKeySpec(root, ALGORITHM), KEY_FOR.getBytes(StandardCharsets.UTF_8));
        this.key = new SecretKeySpec(own, ALGORITHM);
    }

    /**
     * @param keyId 12 hexadecimal digits
     * @param thing what may be done, such as a path
     */
    String sign(String keyId, Instant until, String thing) {
        byte[] head =
                ByteBuffer.allocate(HEAD_BYTES)
                        .put(VERSION)
                        .putInt((int) until.getEpochSecond())
                        .put(HexFormat.of().parseHex(keyId))
                        .array();
        byte[] token = Arrays.copyOf(head, HEAD_BYTES + MAC_BYTES);
        System.arraycopy(mac(head, thing), 0, token, HEAD_BYTES, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * The id of the key that a token was made with.
     *
     * @throws ApiError 401 for what {@link #sign} did not make for this thing, 410 for what has
     *     expired
     */
    String check(String token, String thing) {
        byte[] bytes = decode(token);
        byte[] head = Arrays.copyOf(bytes, HEAD_BYTES);
        byte[] sent = Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length);
        if (!MessageDigest.isEqual(sent, mac(head, thing))) {
            throw invalid();
        }
        ByteBuffer fields = ByteBuffer.wrap(head, 1, HEAD_BYTES - 1);
        long until = Integer.toUnsignedLong(fields.getInt());
        if (clock.instant().getEpochSecond() >= until) {
            throw new ApiError(410, "link_expired", "this link has expired; ask for a new one");
        }
        byte[] id = new byte[ID_BYTES];
        fields.get(id);
        return HexFormat.of().formatHex(id);
    }

    /**
     * The end of a time of at least {@code validFor} from now, the same for a while: what is signed
     * twice is the same text, which a browser finds in its cache.
     */
    Instant until(Duration validFor) {
        long step = Math.max(1, validFor.toSeconds() / 4);
        long end = clock.instant().plus(validFor).getEpochSecond();
        return Instant.ofEpochSecond((end + step - 1) / step * step);
    }

    private static byte[] decode(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length == HEAD_BYTES + MAC_BYTES && bytes[0] == VERSION) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private byte[] mac(byte[] head, String thing) {
        byte[] text = thing.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, all, head.length, text.length);
        return Arrays.copyOf(mac(key, all), MAC_BYTES);
    }

    private static byte[] mac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static ApiError invalid() {
        return new ApiError(401, "invalid_link", "this link is not one of ours; ask for a new one");
    }
}
