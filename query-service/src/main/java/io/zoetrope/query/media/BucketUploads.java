package io.zoetrope.query.media;

import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Lets clients put files into a bucket themselves, by presigned PUTs (AWS Signature Version 4,
 * query parameters), and removes them. Signing asks nobody. Thread-safe.
 */
public final class BucketUploads implements AutoCloseable {
    /** All name the same object. */
    private static final List<String> SCHEMES = List.of("s3", "s3a", "s3n");

    private static final Pattern OWN = Pattern.compile("[0-9a-f]{24}/[^/]+");

    private final S3Presigner presigner;
    private final S3Client client;
    private final URI root;

    /**
     * A PUT that a client may send.
     *
     * @param headers that it has to send with it, exactly
     * @param uri what lies there afterwards
     */
    public record Put(String url, Map<String, String> headers, String uri, Instant until) {}

    /**
     * @param root s3: or s3a:
     * @throws IllegalArgumentException if the client lacks a setting; the message says which
     */
    public BucketUploads(URI root, QueryServiceOptions.S3 options) {
        this.root = root;
        this.presigner = presigner(options);
        this.client = S3Pictures.client(options);
    }

    /**
     * Signs for a client with these settings; the caller closes it.
     *
     * @throws IllegalArgumentException if it lacks one; the message says which
     */
    static S3Presigner presigner(QueryServiceOptions.S3 options) {
        try {
            return builder(options).build();
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "presigned links need a setting, such as --s3-region: " + e.getMessage(), e);
        }
    }

    private static S3Presigner.Builder builder(QueryServiceOptions.S3 options) {
        S3Presigner.Builder builder =
                S3Presigner.builder()
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .pathStyleAccessEnabled(options.pathStyle())
                                        .build());
        options.endpoint().ifPresent(builder::endpointOverride);
        if (!options.region().isEmpty()) {
            builder.region(Region.of(options.region()));
        }
        if (!options.accessKey().isEmpty()) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(options.accessKey(), options.secretKey())));
        }
        return builder;
    }

    /**
     * @param path below the root, of safe names
     * @param bytes exactly as many as will come: the store refuses others
     */
    public Put put(String path, long bytes, Duration validFor) {
        String key = key(path);
        PresignedPutObjectRequest signed =
                presigner.presignPutObject(
                        p ->
                                p.signatureDuration(validFor)
                                        .putObjectRequest(
                                                o ->
                                                        o.bucket(root.getAuthority())
                                                                .key(key)
                                                                .contentLength(bytes)));
        Map<String, String> headers = new TreeMap<>();
        signed.signedHeaders()
                .forEach(
                        (name, values) -> {
                            if (!name.equalsIgnoreCase("host")) {
                                headers.put(name, String.join(",", values));
                            }
                        });
        String uri = uri(root.getScheme(), key);
        return new Put(signed.url().toString(), headers, uri, signed.expiration());
    }

    private String key(String path) {
        String prefix = root.getPath().replaceAll("^/+|/+$", "");
        return prefix.isEmpty() ? path : prefix + "/" + path;
    }

    private String uri(String scheme, String key) {
        return scheme + "://" + root.getAuthority() + "/" + key;
    }

    /**
     * All uris of an upload, if a uri names one that {@link #put} made for a tenant: a folder of
     * the tenant's, one of the upload, and a name. Empty for anything else, also in the same
     * bucket.
     */
    public List<String> spellings(String tenant, String uri) {
        return own(tenant, uri)
                .map(key -> SCHEMES.stream().map(scheme -> uri(scheme, key)).toList())
                .orElse(List.of());
    }

    private Optional<String> own(String tenant, String uri) {
        String folder = key(TenantUploads.folder(tenant)) + "/";
        return SCHEMES.stream()
                .map(scheme -> uri(scheme, folder))
                .filter(uri::startsWith)
                .map(start -> uri.substring(start.length()))
                .filter(rest -> OWN.matcher(rest).matches())
                .map(rest -> folder + rest)
                .findFirst();
    }

    /**
     * Removes a tenant's upload; any other uri is left alone. Ends within ten seconds.
     *
     * @throws IOException if the store does not answer, or does not let this service remove it
     */
    public void remove(String tenant, String uri) throws IOException {
        Optional<String> key = own(tenant, uri);
        if (key.isEmpty()) {
            return;
        }
        try {
            client.deleteObject(o -> o.bucket(root.getAuthority()).key(key.get()));
        } catch (SdkException e) {
            throw new IOException("cannot remove " + key.get() + " of " + root.getAuthority(), e);
        }
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
    }
}
