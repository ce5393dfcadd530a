package io.zoetrope.query.paging;

import io.zoetrope.query.http.ApiError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes page tokens that nobody can read or change, that hold for one tenant and one list, and that
 * expire: AES-256-GCM (NIST SP 800-38D) with a random nonce; tenant and list are associated data.
 * Thread-safe.
 */
public final class Seal {
    private static final Logger LOG = LoggerFactory.getLogger(Seal.class);
    private static final byte VERSION = 5;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte AS_IT_IS = 0;
    private static final byte PACKED = 1;

    /** A shorter one loses little by packing, which would be half of what sealing it costs. */
    private static final int WORTH_PACKING = 512;

    private static final String KEY_FOR = "zoetrope page tokens";

    /** To find one among the providers costs as much as to use it. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Seal::cipher);

    private final SecretKeySpec key;
    private final Duration validFor;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secret shared by all instances that shall understand each other; empty for one that is
     *     made here and ends with this process
     */
    public Seal(String secret, Duration validFor, Clock clock) {
        this.validFor = validFor;
        this.clock = clock;
        this.key = new SecretKeySpec(secret.isEmpty() ? made() : derived(secret), "AES");
    }

    private byte[] made() {
        LOG.info(
                "no token-secret is set: page tokens do not outlive this process, and other"
                        + " instances do not know them");
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] derived(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(KEY_FOR.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /**
     * @param list what the token goes on with, such as a path
     */
    String close(String tenant, String list, byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        boolean packs = content.length >= WORTH_PACKING;
        byte[] held = packs ? deflate(content) : content;
        ByteBuffer plain = ByteBuffer.allocate(Long.BYTES + 1 + held.length);
        plain.putLong(clock.instant().plus(validFor).toEpochMilli());
        plain.put(packs ? PACKED : AS_IT_IS).put(held);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, tenant, list).doFinal(plain.array());
            ByteBuffer token = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length);
            token.put(VERSION).put(nonce).put(sealed);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /**
     * @throws ApiError 400 for what {@link #close} did not make for this tenant and list, 410 for
     *     what has expired
     */
    byte[] open(String tenant, String list, String token) {
        ByteBuffer plain = ByteBuffer.wrap(decrypt(tenant, list, decode(token)));
        if (clock.millis() >= plain.getLong()) {
            throw new ApiError(410, "page_token_expired", "this page token has expired; ask again");
        }
        if (plain.get() == PACKED) {
            return inflate(plain);
        }
        byte[] content = new byte[plain.remaining()];
        plain.get(content);
        return content;
    }

    private static byte[] decode(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length > 1 + NONCE_BYTES && bytes[0] == VERSION) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        throw unknown();
    }

    private byte[] decrypt(String tenant, String list, byte[] token) {
        byte[] nonce = Arrays.copyOfRange(token, 1, 1 + NONCE_BYTES);
        int from = 1 + NONCE_BYTES;
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, tenant, list)
                    .doFinal(token, from, token.length - from);
        } catch (AEADBadTagException e) {
            throw unknown();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String tenant, String list)
            throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        // No tenant's name holds a line break.
        cipher.updateAAD((VERSION + "\n" + tenant + "\n" + list).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(ByteBuffer packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw unknown();
                }
                content.write(buffer, 0, read);
            }
            return content.toByteArray();
        } catch (DataFormatException e) {
            throw unknown();
        } finally {
            inflater.end();
        }
    }

    static ApiError unknown() {
        return new ApiError(400, "invalid_page_token", "this page token is not one of yours");
    }
}
