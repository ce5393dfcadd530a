package io.zoetrope.query.media;

import io.zoetrope.query.options.QueryServiceOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Lets clients put files into a bucket themselves, by presigned PUTs (AWS Signature Version 4,
 * query parameters). Signing asks nobody. Thread-safe.
 */
public final class BucketUploads implements AutoCloseable {
    private final S3Presigner presigner;
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
        String prefix = root.getPath().replaceAll("^/+|/+$", "");
        String key = prefix.isEmpty() ? path : prefix + "/" + path;
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
        String uri = root.getScheme() + "://" + root.getAuthority() + "/" + key;
        return new Put(signed.url().toString(), headers, uri, signed.expiration());
    }

    @Override
    public void close() {
        presigner.close();
    }
}
