package io.zoetrope.testing.events;

import java.util.List;

/** One good message of each form in which videos are announced. Uris lie below the given one. */
public final class RealMessages {
    private static final String S3_RECORD =
            """
            {"eventVersion":"2.1","eventSource":"%s","awsRegion":"us-west-2","eventTime":"2026-03-02T10:11:12.000Z",
             "eventName":"%s","userIdentity":{"principalId":"AIDAJDPLRKLG7UEXAMPLE"},
             "requestParameters":{"sourceIPAddress":"192.0.2.3"},
             "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8/IgAtTv8xRjskZQpcI"},
             "s3":{"s3SchemaVersion":"1.0","configurationId":"videos",
              "bucket":{"name":"videos","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},"arn":"arn:aws:s3:::videos"},
              "object":{"key":"%s","size":1305107,"eTag":"b21b84d653bb07b05b1e6b33684dc11b","versionId":"%s","sequencer":"%s"}}}""";

    private RealMessages() {}

    /** All of them, each for an object or file of its own. */
    public static List<String> all() {
        String put = s3("aws:s3", "ObjectCreated:Put", "in/a+b.mp4", "", "0055AED6DCD90281E5");
        String data =
                "{\"uri\":\"file:///videos/a.mp4\",\"video_id\":\"a-1\",\"tenant\":\"acme\",\"collection\":\"raw\",\"title\":\"Straße 😀\",\"metadata\":{\"take\":7,\"ok\":true,\"who\":\"Ann\"},\"limit_seconds\":1.5,\"segment_seconds\":5,\"captions_uri\":\"file:///videos/a.vtt\"}";
        String event = cloudEvent("zoetrope.video.arrived.v1", data);
        return List.of(
                "{\"uri\":\"https://host.example/a.mp4\"}",
                data,
                "{\"tenant\":\"acme\",\"title\":\"T\",\"videos\":[{\"uri\":\"file:///videos/b.mp4\"},{\"uri\":\"s3a://videos/c.mp4\",\"title\":\"own\"}]}",
                event,
                cloudEvent("zoetrope.video.deleted.v1", data),
                "[" + event + "," + event + "]",
                records(put),
                records(put, s3("aws:s3", "ObjectRemoved:Delete", "in/d.mp4", "v1AAAA", "0065E2")),
                records(s3("ceph:s3", "ObjectCreated:Put", "50% off.mp4", "", "F7E6D75DC742D108")),
                records(s3("ceph:s3", "ObjectLifecycle:Expiration:Current", "e.mp4", "", "F7")),
                records(
                        s3(
                                "minio:s3",
                                "s3:ObjectAccessed:Get",
                                "in%2Ff.mp4",
                                "",
                                "17A5B2C3D4E5F609")),
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"videos\"}",
                sns(records(put)),
                sqs(records(put)),
                sqs(sns(records(put))),
                "{\"Records\":[{\"messageId\":\"m\",\"receiptHandle\":\"r\",\"body\":"
                        + quoted(records(put))
                        + ",\"eventSource\":\"aws:sqs\"}]}",
                "{\"Records\":[{\"EventSource\":\"aws:sns\",\"EventVersion\":\"1.0\",\"Sns\":"
                        + sns(records(put))
                        + "}]}",
                eventBridge("Object Created", "in/a+b 50%.mp4"),
                eventBridge("Object Tags Added", "in/a.mp4"),
                "{\"detail-type\":\"video\",\"source\":\"shop\",\"detail\":" + data + "}",
                "{\"schema\":{\"type\":\"string\"},\"payload\":" + quoted(data) + "}");
    }

    /** A record of an object store's notification. */
    public static String s3(
            String source, String name, String key, String version, String sequencer) {
        return S3_RECORD.formatted(source, name, key, version, sequencer);
    }

    /** The notification of these records. */
    public static String records(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    /** As a bridge writes a message of SNS. */
    public static String sns(String message) {
        return "{\"Type\":\"Notification\",\"MessageId\":\"22b80b92\",\"TopicArn\":\"arn:aws:sns:us-west-2:1:videos\",\"Subject\":\"Amazon S3 Notification\",\"Message\":"
                + quoted(message)
                + ",\"Timestamp\":\"2026-03-02T10:11:13.000Z\",\"SignatureVersion\":\"1\"}";
    }

    /** As a bridge writes a message of SQS. */
    public static String sqs(String body) {
        return "{\"MessageId\":\"5fea7756\",\"ReceiptHandle\":\"AQEB\",\"MD5OfBody\":\"0a\",\"Body\":"
                + quoted(body)
                + "}";
    }

    /**
     * @param key as the uploader gave it: EventBridge does not encode keys
     */
    public static String eventBridge(String type, String key) {
        return "{\"version\":\"0\",\"id\":\"17793124\",\"detail-type\":\""
                + type
                + "\",\"source\":\"aws.s3\",\"account\":\"111122223333\",\"time\":\"2026-03-02T10:11:12Z\",\"region\":\"us-west-2\",\"resources\":[\"arn:aws:s3:::videos\"],\"detail\":{\"version\":\"0\",\"bucket\":{\"name\":\"videos\"},\"object\":{\"key\":\""
                + key
                + "\",\"size\":5,\"etag\":\"b1946ac9\",\"version-id\":\"IYV3p45BT0ac8hjHg1houSdS1a.Mro8e\",\"sequencer\":\"617f08299329d189\"},\"request-id\":\"N4N7GDK5\",\"reason\":\"PutObject\"}}";
    }

    /** A CloudEvents 1.0 event in structured mode. */
    public static String cloudEvent(String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/test\",\"type\":\""
                + type
                + "\",\"datacontenttype\":\"application/json\",\"data\":"
                + data
                + "}";
    }

    /** A JSON string that holds this text. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
