package io.zoetrope.query.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key as its owner has it: {@code zk_<id>_<secret>}, the secret 256 random bits in base64url. */
record KeyText(String id, String text) {
    private static final Pattern FORM = Pattern.compile("zk_([0-9a-f]{12})_[A-Za-z0-9_-]{43}");
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    static KeyText make(SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        String hex = HexFormat.of().formatHex(id);
        String rest = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new KeyText(hex, "zk_" + hex + "_" + rest);
    }

    /** Empty for what is no key at all. */
    static Optional<KeyText> of(String sent) {
        Matcher form = FORM.matcher(sent);
        return form.matches() ? Optional.of(new KeyText(form.group(1), sent)) : Optional.empty();
    }

    byte[] sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return digest.digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** In a time that says nothing of where they differ. */
    boolean is(ApiKey key) {
        return MessageDigest.isEqual(sha256(), HexFormat.of().parseHex(key.sha256()));
    }

    /** A key is never shown again. */
    @Override
    public String toString() {
        return "KeyText[id=" + id + "]";
    }
}
