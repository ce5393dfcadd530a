package io.zoetrope.query.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.query.http.content.BytesContent;
import io.zoetrope.query.http.content.Content;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Pictures in a bucket of S3 or of a store that speaks it. A call ends within ten seconds. */
final class S3Pictures implements PictureStore {
    private static final int PAGE = 1_000;
    private static final long KEPT_BYTES = 64L << 20;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(10);

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /**
     * So that a browser that asks whether its picture is still the same costs the store nothing.
     */
    private final Cache<String, BytesContent> kept =
            Caffeine.newBuilder()
                    .maximumWeight(KEPT_BYTES)
                    .weigher((String path, BytesContent picture) -> picture.bytes().length)
                    .expireAfterWrite(KEPT)
                    .build();

    private S3Pictures(S3Client client, URI root) {
        this.client = client;
        this.bucket = root.getAuthority();
        String path = root.getPath().replaceAll("^/+|/+$", "");
        this.prefix = path.isEmpty() ? "" : path + "/";
    }

    static S3Pictures open(URI root, QueryServiceOptions.S3 options) {
        try {
            return new S3Pictures(client(options), root);
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "the object store's client needs a setting, such as --s3-region: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * @throws SdkClientException if it lacks a setting
     */
    static S3Client client(QueryServiceOptions.S3 options) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(ATTEMPT))
                        .overrideConfiguration(
                                c -> c.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT))
                        // Some sums that S3 adds by itself need a native library to be checked.
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .forcePathStyle(options.pathStyle());
        options.endpoint().ifPresent(builder::endpointOverride);
        if (!options.region().isEmpty()) {
            builder.region(Region.of(options.region()));
        }
        if (!options.accessKey().isEmpty()) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(options.accessKey(), options.secretKey())));
        }
        return builder.build();
    }

    @Override
    public Optional<Content> find(String path) throws IOException {
        BytesContent known = kept.getIfPresent(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<BytesContent> read = read(path);
        read.ifPresent(picture -> kept.put(path, picture));
        return read.map(Content.class::cast);
    }

    private Optional<BytesContent> read(String path) throws IOException {
        try {
            byte[] bytes =
                    client.getObject(
                            get -> get.bucket(bucket).key(prefix + path), (answer, in) -> read(in));
            return bytes.length <= MAX_BYTES
                    ? Optional.of(new BytesContent(bytes))
                    : Optional.empty();
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new IOException("cannot read " + prefix + path + " of bucket " + bucket, e);
        }
    }

    @Override
    public Optional<Content> stream(String path) throws IOException {
        try {
            HeadObjectResponse head =
                    client.headObject(ask -> ask.bucket(bucket).key(prefix + path));
            return Optional.of(
                    new StoredObject(
                            client, bucket, prefix + path, head.contentLength(), head.eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new IOException("cannot find " + prefix + path + " of bucket " + bucket, e);
        }
    }

    /** One byte more than is allowed tells that there are too many. */
    private static byte[] read(AbortableInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            in.abort();
        }
        return bytes;
    }

    @Override
    public List<String> names(String folder, String from, int most) throws IOException {
        String start = prefix + folder + "/";
        try {
            return client
                    .listObjectsV2Paginator(
                            list ->
                                    list.bucket(bucket)
                                            .prefix(start)
                                            .delimiter("/")
                                            .startAfter(before(start + from))
                                            .maxKeys(Math.min(most, PAGE)))
                    .contents()
                    .stream()
                    .limit(most)
                    .map(S3Object::key)
                    .filter(key -> key.startsWith(start))
                    .map(key -> key.substring(start.length()))
                    .toList();
        } catch (SdkException e) {
            throw new IOException("cannot list " + start + " of bucket " + bucket, e);
        }
    }

    /** S3 lists what comes after a key; a shorter one comes before it. */
    private static String before(String key) {
        return key.substring(0, key.length() - 1);
    }

    @Override
    public void close() {
        client.close();
    }
}
