package io.zoetrope.query.options;

import io.zoetrope.query.options.QueryServiceOptions.Access;
import io.zoetrope.query.options.QueryServiceOptions.Chat;
import io.zoetrope.query.options.QueryServiceOptions.Clips;
import io.zoetrope.query.options.QueryServiceOptions.Encoding;
import io.zoetrope.query.options.QueryServiceOptions.Generating;
import io.zoetrope.query.options.QueryServiceOptions.Http;
import io.zoetrope.query.options.QueryServiceOptions.Kafka;
import io.zoetrope.query.options.QueryServiceOptions.Media;
import io.zoetrope.query.options.QueryServiceOptions.OpenSearch;
import io.zoetrope.query.options.QueryServiceOptions.S3;
import io.zoetrope.query.options.QueryServiceOptions.Tokens;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns option values into typed options; each error names the option. */
final class OptionReader {
    private static final int MAX_PORT = 65535;
    private static final int LEAST_SECRET = 16;
    private static final int MAX_TOKEN_MINUTES = 7 * 24 * 60;
    private static final int MAX_SECONDS = 600;
    private static final int LEAST_CLIP_CACHE_MB = 128;
    private static final int MAX_CHAT_TOKENS = 32_000;
    private static final int MAX_CHAT_PICTURES = 12;
    private static final int MAX_CHAT_RETRIES = 5;
    private static final String NO_MODEL = "none";
    private static final String ADDRESS = "an address such as http://127.0.0.1:9200";
    private static final String STORES = "a file: or s3: or s3a: uri such as s3a://bucket/folder";
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?");
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,63}");
    private static final Set<QueryOption> SECRETS =
            Set.of(
                    QueryOption.TOKEN_SECRET,
                    QueryOption.OPENSEARCH_PASSWORD,
                    QueryOption.S3_SECRET_KEY,
                    QueryOption.CHAT_KEY);

    private final Map<QueryOption, String> values;

    OptionReader(Map<QueryOption, String> values) {
        this.values = values;
    }

    QueryServiceOptions read() {
        return new QueryServiceOptions(
                new Http(
                        required(QueryOption.HOST),
                        number(QueryOption.PORT, MAX_PORT),
                        list(QueryOption.ALLOWED_HOSTS),
                        origins(QueryOption.CORS_ORIGINS),
                        origins(QueryOption.MEDIA_ORIGINS),
                        list(QueryOption.TRUSTED_GATEWAYS)),
                access(),
                tokens(),
                new OpenSearch(
                        address(QueryOption.OPENSEARCH),
                        text(QueryOption.OPENSEARCH_USER),
                        text(QueryOption.OPENSEARCH_PASSWORD)),
                new Kafka(
                        required(QueryOption.KAFKA),
                        required(QueryOption.ARRIVALS_TOPIC),
                        required(QueryOption.STATUS_TOPIC),
                        required(QueryOption.CONTROL_TOPIC)),
                media(),
                new Encoding(
                        paths(QueryOption.MODELS),
                        text(QueryOption.ENCODER),
                        model(QueryOption.SENTENCES),
                        model(QueryOption.SOUNDS),
                        model(QueryOption.APPEARANCE),
                        required(QueryOption.PROVIDER),
                        required(QueryOption.VARIANT),
                        number(QueryOption.EMBEDDING_CACHE, 1_000_000)),
                new Generating(
                        model(QueryOption.CAPTIONS), seconds(QueryOption.ANSWER_SECONDS), chat()),
                grpcPort());
    }

    private OptionalInt grpcPort() {
        return text(QueryOption.GRPC_PORT).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(number(QueryOption.GRPC_PORT, MAX_PORT));
    }

    private Optional<Chat> chat() {
        if (text(QueryOption.CHAT_URL).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Chat(
                        address(QueryOption.CHAT_URL),
                        text(QueryOption.CHAT_KEY),
                        required(QueryOption.CHAT_MODEL),
                        number(QueryOption.CHAT_TOKENS, MAX_CHAT_TOKENS),
                        number(QueryOption.CHAT_PICTURES, MAX_CHAT_PICTURES),
                        seconds(QueryOption.CHAT_SILENCE_SECONDS),
                        number(QueryOption.CHAT_RETRIES, MAX_CHAT_RETRIES)));
    }

    private Duration seconds(QueryOption option) {
        int seconds = number(option, MAX_SECONDS);
        if (seconds == 0) {
            throw wrong(option, "a whole number from 1 on");
        }
        return Duration.ofSeconds(seconds);
    }

    private List<String> origins(QueryOption option) {
        List<String> origins = list(option);
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw wrong(
                    option,
                    "origins such as https://editors.example:8443, without a path or a wildcard");
        }
        return origins;
    }

    private Access access() {
        boolean open =
                switch (required(QueryOption.ACCESS)) {
                    case "keys" -> false;
                    case "open" -> true;
                    default -> throw wrong(QueryOption.ACCESS, "keys or open");
                };
        return new Access(
                open,
                paths(QueryOption.API_KEYS_FILE).stream().findFirst(),
                required(QueryOption.DEFAULT_TENANT),
                number(QueryOption.REQUESTS_PER_SECOND, 1_000_000),
                paths(QueryOption.PROFILES_FILE).stream().findFirst());
    }

    private Tokens tokens() {
        String secret = text(QueryOption.TOKEN_SECRET);
        if (!secret.isEmpty() && secret.length() < LEAST_SECRET) {
            throw wrong(
                    QueryOption.TOKEN_SECRET,
                    "nothing, or " + LEAST_SECRET + " characters or more");
        }
        return new Tokens(
                secret, minutes(QueryOption.TOKEN_MINUTES), minutes(QueryOption.LINK_MINUTES));
    }

    private Duration minutes(QueryOption option) {
        int minutes = number(option, MAX_TOKEN_MINUTES);
        if (minutes == 0) {
            throw wrong(option, "a whole number from 1 on");
        }
        return Duration.ofMinutes(minutes);
    }

    private Media media() {
        return new Media(
                keyFrames(),
                s3(),
                paths(QueryOption.SOURCE_ROOTS),
                paths(QueryOption.UPLOAD_DIR).stream().findFirst(),
                uploadBucket(),
                number(QueryOption.MAX_UPLOAD_MB, 1 << 20) * (1L << 20),
                number(QueryOption.UPLOAD_QUOTA_MB, Integer.MAX_VALUE) * (1L << 20),
                new Clips(seconds(QueryOption.CLIP_SECONDS), keptClips()),
                presigned());
    }

    private boolean presigned() {
        boolean asked = flag(QueryOption.PRESIGN_SEGMENTS);
        boolean bucket = keyFrames().filter(root -> !"file".equals(root.getScheme())).isPresent();
        if (asked && !bucket) {
            throw wrong(QueryOption.PRESIGN_SEGMENTS, "an object-store in a bucket");
        }
        return asked;
    }

    private long keptClips() {
        int mb = number(QueryOption.CLIP_CACHE_MB, 1 << 20);
        if (mb < LEAST_CLIP_CACHE_MB) {
            throw wrong(
                    QueryOption.CLIP_CACHE_MB,
                    "a whole number from " + LEAST_CLIP_CACHE_MB + " on");
        }
        return mb * (1L << 20);
    }

    private Optional<URI> keyFrames() {
        String root = text(QueryOption.OBJECT_STORE);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(root);
            if (isFolder(uri) || isBucket(uri)) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            throw wrong(QueryOption.OBJECT_STORE, STORES);
        }
        throw wrong(QueryOption.OBJECT_STORE, STORES);
    }

    private Optional<URI> uploadBucket() {
        String root = text(QueryOption.UPLOAD_BUCKET);
        try {
            Optional<URI> uri = root.isEmpty() ? Optional.empty() : Optional.of(URI.create(root));
            if (uri.filter(u -> !isBucket(u)).isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(QueryOption.UPLOAD_BUCKET, "a uri such as s3a://bucket/folder");
        }
        throw wrong(QueryOption.UPLOAD_BUCKET, "a uri such as s3a://bucket/folder");
    }

    private static boolean isFolder(URI uri) {
        return "file".equals(uri.getScheme()) && uri.getPath() != null;
    }

    private static boolean isBucket(URI uri) {
        return ("s3".equals(uri.getScheme()) || "s3a".equals(uri.getScheme()))
                && uri.getAuthority() != null
                && BUCKET.matcher(uri.getAuthority()).matches()
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }

    private S3 s3() {
        String accessKey = text(QueryOption.S3_ACCESS_KEY);
        String secretKey = text(QueryOption.S3_SECRET_KEY);
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw wrong(
                    QueryOption.S3_SECRET_KEY, "a value with --s3-access-key, and none without");
        }
        return new S3(
                text(QueryOption.S3_ENDPOINT).isEmpty()
                        ? Optional.empty()
                        : Optional.of(address(QueryOption.S3_ENDPOINT)),
                text(QueryOption.S3_REGION),
                flag(QueryOption.S3_PATH_STYLE),
                accessKey,
                secretKey);
    }

    private boolean flag(QueryOption option) {
        return switch (required(option)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(option, "true or false");
        };
    }

    private URI address(QueryOption option) {
        try {
            URI uri = URI.create(required(option));
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(option, ADDRESS);
        }
        throw wrong(option, ADDRESS);
    }

    /** Empty for none. */
    private Optional<String> model(QueryOption option) {
        return Optional.of(required(option)).filter(name -> !name.equals(NO_MODEL));
    }

    private List<String> list(QueryOption option) {
        return Arrays.stream(text(option).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private List<Path> paths(QueryOption option) {
        try {
            return list(option).stream()
                    .map(path -> Path.of(path).toAbsolutePath().normalize())
                    .toList();
        } catch (InvalidPathException e) {
            throw wrong(option, "paths of this machine");
        }
    }

    private int number(QueryOption option, int max) {
        try {
            int number = Integer.parseInt(required(option));
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(option, "a whole number from 0 to " + max);
        }
        throw wrong(option, "a whole number from 0 to " + max);
    }

    private String required(QueryOption option) {
        String value = text(option);
        if (value.isEmpty()) {
            throw wrong(option, "a value");
        }
        return value;
    }

    private String text(QueryOption option) {
        return values.getOrDefault(option, option.defaultValue()).strip();
    }

    private IllegalArgumentException wrong(QueryOption option, String expected) {
        String shown = SECRETS.contains(option) ? "***" : text(option);
        return new IllegalArgumentException(
                "--" + option.key() + " expects " + expected + ", got '" + shown + "'");
    }
}
