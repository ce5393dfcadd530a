package io.zoetrope.query.options;

import io.zoetrope.query.options.QueryServiceOptions.Access;
import io.zoetrope.query.options.QueryServiceOptions.Cache;
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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Turns option values into typed options, and knows what goes together. */
final class OptionReader {
    private static final int MAX_PORT = 65535;
    private static final int LEAST_SECRET = 16;
    private static final int MAX_TOKEN_MINUTES = 7 * 24 * 60;
    private static final int MAX_SECONDS = 600;
    private static final int LEAST_CLIP_CACHE_MB = 128;
    private static final int MAX_CHAT_TOKENS = 32_000;
    private static final int MAX_CHAT_PICTURES = 12;
    private static final int MAX_CHAT_RETRIES = 5;
    private static final String STORES = "a file: or s3: or s3a: uri such as s3a://bucket/folder";
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,63}");

    private final OptionValues values;

    OptionReader(Map<QueryOption, String> values) {
        this.values = new OptionValues(values);
    }

    QueryServiceOptions read() {
        return new QueryServiceOptions(
                new Http(
                        values.required(QueryOption.HOST),
                        values.number(QueryOption.PORT, MAX_PORT),
                        values.list(QueryOption.ALLOWED_HOSTS),
                        values.origins(QueryOption.CORS_ORIGINS),
                        values.origins(QueryOption.MEDIA_ORIGINS),
                        values.list(QueryOption.TRUSTED_GATEWAYS)),
                access(),
                tokens(),
                new OpenSearch(
                        values.address(QueryOption.OPENSEARCH),
                        values.text(QueryOption.OPENSEARCH_USER),
                        values.text(QueryOption.OPENSEARCH_PASSWORD),
                        values.paths(QueryOption.OPENSEARCH_CA_CERTIFICATE).stream().findFirst()),
                new Kafka(
                        values.required(QueryOption.KAFKA),
                        values.required(QueryOption.ARRIVALS_TOPIC),
                        values.required(QueryOption.STATUS_TOPIC),
                        values.required(QueryOption.CONTROL_TOPIC),
                        values.properties(QueryOption.KAFKA_PROPERTIES_FILE)),
                media(),
                new Encoding(
                        values.paths(QueryOption.MODELS),
                        values.text(QueryOption.ENCODER),
                        values.model(QueryOption.SENTENCES),
                        values.model(QueryOption.SOUNDS),
                        values.model(QueryOption.APPEARANCE),
                        values.required(QueryOption.PROVIDER),
                        values.required(QueryOption.VARIANT),
                        new Cache(
                                values.number(QueryOption.EMBEDDING_CACHE, 1_000_000),
                                minutes(QueryOption.EMBEDDING_CACHE_MINUTES))),
                new Generating(
                        values.model(QueryOption.CAPTIONS),
                        seconds(QueryOption.ANSWER_SECONDS),
                        chat()),
                grpcPort());
    }

    private OptionalInt grpcPort() {
        return values.text(QueryOption.GRPC_PORT).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(values.number(QueryOption.GRPC_PORT, MAX_PORT));
    }

    private Optional<Chat> chat() {
        if (values.text(QueryOption.CHAT_URL).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Chat(
                        values.address(QueryOption.CHAT_URL),
                        values.text(QueryOption.CHAT_KEY),
                        values.required(QueryOption.CHAT_MODEL),
                        values.number(QueryOption.CHAT_TOKENS, MAX_CHAT_TOKENS),
                        values.number(QueryOption.CHAT_PICTURES, MAX_CHAT_PICTURES),
                        seconds(QueryOption.CHAT_SILENCE_SECONDS),
                        values.number(QueryOption.CHAT_RETRIES, MAX_CHAT_RETRIES)));
    }

    private Duration seconds(QueryOption option) {
        return Duration.ofSeconds(values.positive(option, MAX_SECONDS));
    }

    private Access access() {
        boolean open =
                switch (values.required(QueryOption.ACCESS)) {
                    case "keys" -> false;
                    case "open" -> true;
                    default -> throw values.wrong(QueryOption.ACCESS, "keys or open");
                };
        return new Access(
                open,
                values.paths(QueryOption.API_KEYS_FILE).stream().findFirst(),
                values.required(QueryOption.DEFAULT_TENANT),
                values.number(QueryOption.REQUESTS_PER_SECOND, 1_000_000),
                values.paths(QueryOption.PROFILES_FILE).stream().findFirst());
    }

    private Tokens tokens() {
        String secret = values.text(QueryOption.TOKEN_SECRET);
        if (!secret.isEmpty() && secret.length() < LEAST_SECRET) {
            throw values.wrong(
                    QueryOption.TOKEN_SECRET,
                    "nothing, or " + LEAST_SECRET + " characters or more");
        }
        return new Tokens(
                secret, minutes(QueryOption.TOKEN_MINUTES), minutes(QueryOption.LINK_MINUTES));
    }

    private Duration minutes(QueryOption option) {
        return Duration.ofMinutes(values.positive(option, MAX_TOKEN_MINUTES));
    }

    private Media media() {
        return new Media(
                keyFrames(),
                s3(),
                values.paths(QueryOption.SOURCE_ROOTS),
                values.paths(QueryOption.UPLOAD_DIR).stream().findFirst(),
                uploadBucket(),
                values.number(QueryOption.MAX_UPLOAD_MB, 1 << 20) * (1L << 20),
                values.number(QueryOption.UPLOAD_QUOTA_MB, Integer.MAX_VALUE) * (1L << 20),
                new Clips(seconds(QueryOption.CLIP_SECONDS), keptClips()),
                presigned());
    }

    private boolean presigned() {
        boolean asked = values.flag(QueryOption.PRESIGN_SEGMENTS);
        boolean bucket = keyFrames().filter(root -> !"file".equals(root.getScheme())).isPresent();
        if (asked && !bucket) {
            throw values.wrong(QueryOption.PRESIGN_SEGMENTS, "an object-store in a bucket");
        }
        return asked;
    }

    private long keptClips() {
        int mb = values.number(QueryOption.CLIP_CACHE_MB, 1 << 20);
        if (mb < LEAST_CLIP_CACHE_MB) {
            throw values.wrong(
                    QueryOption.CLIP_CACHE_MB,
                    "a whole number from " + LEAST_CLIP_CACHE_MB + " on");
        }
        return mb * (1L << 20);
    }

    private Optional<URI> keyFrames() {
        String root = values.text(QueryOption.OBJECT_STORE);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(root);
            if (isFolder(uri) || isBucket(uri)) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            throw values.wrong(QueryOption.OBJECT_STORE, STORES);
        }
        throw values.wrong(QueryOption.OBJECT_STORE, STORES);
    }

    private Optional<URI> uploadBucket() {
        String root = values.text(QueryOption.UPLOAD_BUCKET);
        try {
            Optional<URI> uri = root.isEmpty() ? Optional.empty() : Optional.of(URI.create(root));
            if (uri.filter(u -> !isBucket(u)).isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw values.wrong(QueryOption.UPLOAD_BUCKET, "a uri such as s3a://bucket/folder");
        }
        throw values.wrong(QueryOption.UPLOAD_BUCKET, "a uri such as s3a://bucket/folder");
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
        String accessKey = values.text(QueryOption.S3_ACCESS_KEY);
        String secretKey = values.text(QueryOption.S3_SECRET_KEY);
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw values.wrong(
                    QueryOption.S3_SECRET_KEY, "a value with --s3-access-key, and none without");
        }
        return new S3(
                values.text(QueryOption.S3_ENDPOINT).isEmpty()
                        ? Optional.empty()
                        : Optional.of(values.address(QueryOption.S3_ENDPOINT)),
                values.text(QueryOption.S3_REGION),
                values.flag(QueryOption.S3_PATH_STYLE),
                accessKey,
                secretKey);
    }
}
