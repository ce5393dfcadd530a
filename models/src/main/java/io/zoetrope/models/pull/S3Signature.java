package io.zoetrope.models.pull;

import io.zoetrope.models.packages.Checksums;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 of a request without a body, as its public description has it. */
final class S3Signature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Who asks. */
    record Credentials(String accessKey, String secretKey, String sessionToken, String region) {}

    private S3Signature() {}

    /**
     * Headers of a GET that prove who asks.
     *
     * @param others sent as well, and signed
     */
    static Map<String, String> sign(
            URI uri, Credentials who, Instant now, Map<String, String> others) {
        SortedMap<String, String> headers = new TreeMap<>();
        others.forEach(
                (name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        headers.put("host", uri.getRawAuthority());
        headers.put("x-amz-content-sha256", sha256(""));
        headers.put("x-amz-date", STAMP.format(now));
        if (!who.sessionToken().isEmpty()) {
            headers.put("x-amz-security-token", who.sessionToken());
        }
        String names = String.join(";", headers.keySet());
        String scope = STAMP.format(now).substring(0, 8) + "/" + who.region() + "/s3/aws4_request";
        String request = canonical(uri, headers, names);
        String toSign = String.join("\n", ALGORITHM, STAMP.format(now), scope, sha256(request));
        String signature = HexFormat.of().formatHex(hmac(key(who, scope), toSign));
        headers.put(
                "authorization",
                ALGORITHM
                        + (" Credential=" + who.accessKey() + "/" + scope)
                        + (",SignedHeaders=" + names + ",Signature=" + signature));
        // The connection sets it by itself from the url.
        headers.remove("host");
        return headers;
    }

    private static String canonical(URI uri, SortedMap<String, String> headers, String names) {
        String lines =
                headers.entrySet().stream()
                        .map(h -> h.getKey() + ":" + h.getValue().strip() + "\n")
                        .collect(Collectors.joining());
        return String.join("\n", "GET", uri.getRawPath(), "", lines, names, sha256(""));
    }

    private static byte[] key(Credentials who, String scope) {
        byte[] key = ("AWS4" + who.secretKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static String sha256(String text) {
        byte[] digest = Checksums.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
