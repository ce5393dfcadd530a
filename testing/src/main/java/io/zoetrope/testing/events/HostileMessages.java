package io.zoetrope.testing.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Messages that are random, damaged, wrapped, re-encoded or meant to hurt; the same ones for the
 * same seed. For one thread.
 */
public final class HostileMessages {
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "0",
                    "1e999",
                    "-1e999",
                    "1e-999",
                    "9".repeat(99),
                    "9".repeat(200),
                    "0.1e+5",
                    "{}",
                    "[]",
                    "[[[[]]]]",
                    "{\"uri\":{}}",
                    "[null]",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"x\\udc00y\"",
                    "\"\\ud83d\\ude00\"",
                    "\"a\\nb\"",
                    "\"\\u2028\\u0085\\ufeff\"",
                    "\"" + "😀".repeat(150) + "\"",
                    "\"x" + "😀".repeat(150) + "\"",
                    "\"" + "x".repeat(5000) + "\"",
                    "\"%\"",
                    "\"%zz%00%0a%ff\"",
                    "\"50% off+1.mp4\"",
                    "\"../../etc/passwd\"",
                    "\"s3a://videos/in/../../other/x.mp4\"",
                    "\"s3a://videos\\\\..\\\\x.mp4\"",
                    "\"file:///videos/%2e%2E/x.mp4\"",
                    "\"FILE:/videos/x.mp4\"",
                    "\"https://user:secret@host/a.mp4\"",
                    "\"http://[::1\"",
                    "\"a:\"",
                    "\"ObjectRemoved:Delete\"",
                    "\"ObjectLifecycle:Expiration:NonCurrent\"",
                    "\"s3:ObjectAccessed:Head\"",
                    "\"ceph:s3\"",
                    "\"1.0\"",
                    "\"zoetrope.video.deleted.v1\"",
                    "\"{\\\"uri\\\":\\\"file:///videos/i.mp4\\\"}\"");

    private static final List<String> NAMES =
            List.of(
                    "uri",
                    "videos",
                    "Records",
                    "specversion",
                    "type",
                    "data",
                    "data_base64",
                    "Sns",
                    "Message",
                    "TopicArn",
                    "Body",
                    "body",
                    "messageId",
                    "MessageId",
                    "Messages",
                    "detail",
                    "detail-type",
                    "schema",
                    "payload",
                    "s3",
                    "object",
                    "bucket",
                    "key",
                    "Event",
                    "metadata",
                    "tenant",
                    "title",
                    "",
                    ".",
                    "a.b",
                    "\\ud800",
                    "\\u0000");

    private static final List<String> HEADERS =
            List.of(
                    "ce_type",
                    "ce_specversion",
                    "ce_id",
                    "content-type",
                    "zoetrope-attempt",
                    "zoetrope-part",
                    "",
                    "x");

    private static final List<String> HEADER_VALUES =
            List.of(
                    "",
                    "1.0",
                    "1",
                    "3",
                    "-7",
                    "99999999999",
                    "zoetrope.video.arrived.v1",
                    "zoetrope.video.deleted.v1",
                    "application/cloudevents+json; charset=utf-8",
                    "application/cloudevents-batch+json",
                    "APPLICATION/JSON",
                    "\0",
                    "x".repeat(3000));

    private static final List<Charset> CHARSETS =
            List.of("UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE", "ISO-8859-1").stream()
                    .map(Charset::forName)
                    .collect(Collectors.toList());

    private final Random random;
    private final List<String> real = RealMessages.all();

    public HostileMessages(long seed) {
        random = new Random(seed);
    }

    public HostileMessage next() {
        return new HostileMessage(key(), headers(), value(), timestampMs());
    }

    private byte[] value() {
        return switch (random.nextInt(40)) {
            case 0 -> null;
            case 1 -> bytes(random.nextInt(200));
            case 2 -> "[".repeat(random.nextInt(5000)).getBytes(UTF_8);
            case 3 -> "{\"a\":".repeat(random.nextInt(2000)).getBytes(UTF_8);
            case 4 -> text().getBytes(pick(CHARSETS));
            case 5, 6 -> joined(new byte[] {0, 0, 0, 0, 42}, text().getBytes(UTF_8));
            case 7 ->
                    joined(
                            new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
                            text().getBytes(UTF_8));
            case 8, 9, 10, 11, 12 -> damaged(text().getBytes(UTF_8));
            case 13 -> spliced(text().getBytes(UTF_8), text().getBytes(UTF_8));
            default -> text().getBytes(UTF_8);
        };
    }

    /** JSON, mostly. */
    private String text() {
        String text = pick(real);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            text =
                    switch (random.nextInt(8)) {
                        case 0, 1, 2, 3 -> replaced(text, false, pick(VALUES));
                        case 4 -> replaced(text, true, "\"" + pick(NAMES) + "\"");
                        case 5 -> replaced(text, false, pick(real));
                        default -> wrapped(text);
                    };
        }
        return text;
    }

    private String wrapped(String text) {
        return switch (random.nextInt(9)) {
            case 0 -> RealMessages.sns(text);
            case 1 -> RealMessages.sqs(text);
            case 2 -> "[" + text + "]";
            case 3 -> "[" + text + "," + pick(real) + "]";
            case 4 -> "{\"Messages\":[" + RealMessages.sqs(text) + "]}";
            case 5 -> RealMessages.cloudEvent("zoetrope.video.arrived.v1", text);
            case 6 -> "{\"detail-type\":\"x\",\"detail\":" + text + "}";
            case 7 -> "{\"videos\":[" + text + "]}";
            default -> RealMessages.quoted(text);
        };
    }

    private String replaced(String text, boolean name, String by) {
        List<int[]> places = strings(text, name);
        if (places.isEmpty()) {
            return text;
        }
        int[] place = pick(places);
        return text.substring(0, place[0]) + by + text.substring(place[1]);
    }

    /** Where the JSON strings are that are names, or that are not. */
    private static List<int[]> strings(String text, boolean names) {
        List<int[]> places = new ArrayList<>();
        for (int start = text.indexOf('"'); start >= 0; start = text.indexOf('"', start)) {
            int end = start + 1;
            while (end < text.length() && text.charAt(end) != '"') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            end = Math.min(end + 1, text.length());
            if (text.startsWith(":", end) == names) {
                places.add(new int[] {start, end});
            }
            start = end;
        }
        return places;
    }

    private byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt(256);
                case 2 -> damaged = Arrays.copyOf(damaged, at);
                default ->
                        damaged =
                                joined(
                                        Arrays.copyOf(damaged, at),
                                        joined(
                                                bytes(random.nextInt(4)),
                                                Arrays.copyOfRange(damaged, at, damaged.length)));
            }
        }
        return damaged;
    }

    private byte[] spliced(byte[] a, byte[] b) {
        int from = random.nextInt(b.length + 1);
        return joined(
                Arrays.copyOf(a, random.nextInt(a.length + 1)),
                Arrays.copyOfRange(b, from, b.length));
    }

    private Map<String, byte[]> headers() {
        Map<String, byte[]> headers = new HashMap<>();
        if (random.nextInt(3) == 0) {
            for (int i = random.nextInt(4); i > 0; i--) {
                boolean none = random.nextInt(10) == 0;
                headers.put(pick(HEADERS), none ? null : pick(HEADER_VALUES).getBytes(UTF_8));
            }
        }
        return headers;
    }

    private byte[] key() {
        return switch (random.nextInt(6)) {
            case 0 -> bytes(random.nextInt(20));
            case 1 -> "acme|file:///videos/a.mp4".getBytes(UTF_8);
            case 2 -> random.nextInt(500) == 0 ? bytes(200_000) : new byte[0];
            default -> null;
        };
    }

    private long timestampMs() {
        return switch (random.nextInt(10)) {
            case 0 -> -1;
            case 1 -> 0;
            case 2 -> Long.MAX_VALUE;
            case 3 -> Long.MIN_VALUE;
            case 4 -> random.nextLong();
            default -> 1_772_409_599_000L + random.nextInt(1_000_000);
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
