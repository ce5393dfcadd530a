package io.zoetrope.jobs.buckets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Notifications as object stores write them to Kafka, whole. */
final class BucketEvents {
    private static final String AMAZON =
            """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
            "eventTime":"2026-01-02T03:04:05.678Z","eventName":"%s",
            "userIdentity":{"principalId":"AWS:AIDAEXAMPLE"},
            "requestParameters":{"sourceIPAddress":"192.0.2.3"},
            "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8="},
            "s3":{"s3SchemaVersion":"1.0","configurationId":"videos",
            "bucket":{"name":"%s","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},
            "arn":"arn:aws:s3:::%s"},
            "object":{"key":"%s",%s"sequencer":"%s"}}}]}""";

    private static final String MINIO =
            """
            {"EventName":"%1$s","Key":"%2$s/%4$s","Records":[{"eventVersion":"2.0",
            "eventSource":"minio:s3","awsRegion":"","eventTime":"2026-01-02T03:04:05.678Z",
            "eventName":"%1$s","userIdentity":{"principalId":"uploader"},
            "requestParameters":{"principalId":"uploader","region":"","sourceIPAddress":"::1"},
            "responseElements":{"x-amz-id-2":"dd9025bab4ad464b","x-amz-request-id":"17F1A2B3C4D5E6F7",
            "x-minio-deployment-id":"8b3f","x-minio-origin-endpoint":"http://192.0.2.4:9000"},
            "s3":{"s3SchemaVersion":"1.0","configurationId":"Config",
            "bucket":{"name":"%2$s","ownerIdentity":{"principalId":"uploader"},
            "arn":"arn:aws:s3:::%3$s"},
            "object":{"key":"%4$s",%5$s"sequencer":"%6$s"}},
            "source":{"host":"::1","port":"","userAgent":"MinIO (linux; amd64) minio-go/v7"}}]}""";

    private static final String CONTENT =
            "\"size\":1024,\"eTag\":\"d41d8cd98f00b204e9800998ecf8427e\",";

    private BucketEvents() {}

    /**
     * @param sender {@code amazon} or {@code minio}
     * @param key as the uploader gave it, not encoded
     */
    static String created(String sender, String bucket, String key, String sequencer) {
        return event(sender, "ObjectCreated:Put", bucket, key, CONTENT, sequencer);
    }

    /**
     * @param sender {@code amazon} or {@code minio}
     * @param key as the uploader gave it, not encoded
     */
    static String removed(String sender, String bucket, String key, String sequencer) {
        return event(sender, "ObjectRemoved:Delete", bucket, key, "", sequencer);
    }

    /**
     * Of one version that was removed for good.
     *
     * @param sender {@code amazon} or {@code minio}
     * @param key as the uploader gave it, not encoded
     */
    static String versionRemoved(String sender, String bucket, String key, String sequencer) {
        String version = "\"versionId\":\"v1AAAA\",";
        return event(sender, "ObjectRemoved:Delete", bucket, key, version, sequencer);
    }

    private static String event(
            String sender, String name, String bucket, String key, String content, String seq) {
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
        return switch (sender) {
            // Amazon leaves slashes, MinIO encodes them too.
            case "amazon" ->
                    AMAZON.formatted(
                            name, bucket, bucket, encoded.replace("%2F", "/"), content, seq);
            case "minio" -> MINIO.formatted("s3:" + name, bucket, bucket, encoded, content, seq);
            default -> throw new IllegalArgumentException("no such sender: " + sender);
        };
    }
}
