package io.zoetrope.models.pull;

import io.zoetrope.models.pull.S3Signature.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * {@code s3a://bucket/key} through plain signed GETs, path-style, so that no SDK is needed. Reads
 * what the AWS command line reads from the environment: {@code AWS_ACCESS_KEY_ID}, {@code
 * AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}, {@code AWS_REGION} or else {@code
 * AWS_DEFAULT_REGION}, {@code AWS_ENDPOINT_URL}; an empty one counts as not set. Without a key the
 * request is anonymous. Profiles and instance roles are not read.
 */
final class S3Source implements ByteSource {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

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
        try {
            return http.open(object, from, signed(object));
        } catch (NoAddressException e) {
            throw new PullException(
                    e.getMessage() + "; the bucket may be in another region: set AWS_REGION", e);
        }
    }

    private Map<String, String> signed(URI object) {
        String key = setting("AWS_ACCESS_KEY_ID", "");
        if (key.isEmpty()) {
            return Map.of();
        }
        Credentials who =
                new Credentials(
                        key,
                        setting("AWS_SECRET_ACCESS_KEY", ""),
                        setting("AWS_SESSION_TOKEN", ""),
                        region());
        return S3Signature.sign(object, who, clock.instant(), Map.of());
    }

    private String region() {
        return setting("AWS_REGION", setting("AWS_DEFAULT_REGION", "us-east-1"));
    }

    private String setting(String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }

    /** Where the object is by HTTP. */
    URI objectUrl(URI uri) throws PullException {
        if (uri.getAuthority() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new PullException(uri + ": expected s3a://BUCKET/KEY");
        }
        String endpoint = setting(ENDPOINT, "https://s3." + region() + ".amazonaws.com");
        String path = encoded("/" + uri.getAuthority() + uri.getPath());
        try {
            return new URI(base(new URI(endpoint)) + path);
        } catch (URISyntaxException e) {
            throw noEndpoint(endpoint, e);
        }
    }

    private static String base(URI endpoint) throws PullException {
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        String host = endpoint.getRawAuthority();
        if (!(scheme.equals("http") || scheme.equals("https")) || host == null) {
            throw noEndpoint(endpoint.toString(), null);
        }
        // The connection leaves a default port out of the Host header, and that is what is signed.
        String defaultPort = scheme.equals("https") ? ":443" : ":80";
        if (host.endsWith(defaultPort)) {
            host = host.substring(0, host.length() - defaultPort.length());
        }
        return scheme + "://" + host + endpoint.getRawPath().replaceAll("/+$", "");
    }

    private static PullException noEndpoint(String endpoint, URISyntaxException cause) {
        return new PullException(
                ENDPOINT + ": expected a url such as https://HOST:9000, got " + endpoint, cause);
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
