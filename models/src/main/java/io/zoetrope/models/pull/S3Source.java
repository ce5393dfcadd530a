package io.zoetrope.models.pull;

import io.zoetrope.models.pull.S3Signature.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;

/**
 * {@code s3a://bucket/key} through plain signed GETs, path-style, so that no SDK is needed. Reads
 * what the AWS command line reads from the environment: {@code AWS_ACCESS_KEY_ID}, {@code
 * AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}, {@code AWS_REGION}, {@code AWS_ENDPOINT_URL}.
 * Without a key the request is anonymous. Profiles and instance roles are not read.
 */
final class S3Source implements ByteSource {
    private final HttpSource http;
    private final Map<String, String> environment;
    private final Clock clock;

    S3Source(HttpSource http, Map<String, String> environment, Clock clock) {
        this.http = http;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Body open(URI uri, long from) throws PullException, IOException {
        URI object = objectUrl(uri);
        String key = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        if (key.isEmpty()) {
            return http.open(object, from);
        }
        Credentials who =
                new Credentials(
                        key,
                        environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                        environment.getOrDefault("AWS_SESSION_TOKEN", ""),
                        region());
        return http.open(object, from, S3Signature.sign(object, who, clock.instant(), Map.of()));
    }

    private String region() {
        return environment.getOrDefault("AWS_REGION", "us-east-1");
    }

    private URI objectUrl(URI uri) throws PullException {
        if (uri.getAuthority() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new PullException(uri + ": expected s3a://BUCKET/KEY");
        }
        String endpoint =
                environment.getOrDefault(
                        "AWS_ENDPOINT_URL", "https://s3." + region() + ".amazonaws.com");
        try {
            URI base = new URI(endpoint);
            String path = encoded("/" + uri.getAuthority() + uri.getPath());
            return new URI(base.getScheme() + "://" + base.getRawAuthority() + path);
        } catch (URISyntaxException e) {
            throw new PullException("AWS_ENDPOINT_URL: not a url: " + endpoint, e);
        }
    }

    /**
     * As the signature wants it: all but unreserved characters and slashes as hexadecimal bytes.
     */
    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
