package io.zoetrope.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.operators.CaptionAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionFilesTest {
    private static final String SRT = "1\n00:00:01,000 --> 00:00:02,500\nGood evening.\n";

    /** What lies where: bytes, or what opening throws. */
    private final Map<String, Object> store = new HashMap<>();

    private final List<String> opened = new ArrayList<>();
    private final CaptionFiles files = new CaptionFiles(new CaptionAccess(this::open, true));

    private MediaSource open(String uri) throws RejectedInput, IOException {
        opened.add(uri);
        Object there = store.get(uri);
        if (there instanceof IOException e) {
            throw e;
        }
        if (there instanceof RejectedInput e) {
            throw e;
        }
        if (there == null) {
            throw new RejectedInput(Reason.NOT_FOUND, "no such file: " + uri);
        }
        return new Bytes(there instanceof byte[] bytes ? bytes : ((String) there).getBytes(UTF_8));
    }

    /** Gives some bytes at a time. */
    private record Bytes(byte[] bytes) implements MediaSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String version() {
            return "";
        }

        @Override
        public int read(long position, ByteBuffer into) {
            int count = (int) Math.min(Math.min(into.remaining(), 7_000), bytes.length - position);
            if (count <= 0) {
                return -1;
            }
            into.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public void close() {}
    }

    @Test
    void readsTheFileThatTheArrivalNames() throws Exception {
        store.put("https://example.com/a.en.srt", SRT);
        store.put("file:///v/a.srt", "1\n00:00:01,000 --> 00:00:02,500\nAnother.\n");

        Sidecar read = files.read("file:///v/a.mp4", "https://example.com/a.en.srt");

        assertThat(read.problem()).isNull();
        assertThat(read.lines()).extracting(CaptionLine::text).containsExactly("Good evening.");
        assertThat(opened).containsExactly("https://example.com/a.en.srt");
    }

    @ParameterizedTest
    @CsvSource({
        "file:///v/a.b.mp4, file:///v/a.b.srt",
        "file:///v/a%20b.mp4, file:///v/a%20b.vtt",
        "s3a://bucket/in/a.mov, s3a://bucket/in/a.srt",
        "S3://bucket/in/a.mov, S3://bucket/in/a.vtt",
    })
    void looksBesideVideosIfThatIsCheap(String video, String captions) throws Exception {
        store.put(captions, SRT);

        assertThat(files.read(video, "").lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a.mp4",
                "file:///v.1/a",
                "file:///v/.mp4",
                "gs://bucket/a.mp4",
                "a.mp4",
            })
    void looksNowhereElse(String video) throws Exception {
        assertThat(files.read(video, "")).isSameAs(Sidecar.NONE);
        assertThat(opened).isEmpty();
    }

    @Test
    void doesNotLookIfItMayNot() throws Exception {
        store.put("file:///v/a.srt", SRT);

        CaptionFiles not = new CaptionFiles(new CaptionAccess(this::open, false));

        assertThat(not.read("file:///v/a.mp4", "")).isSameAs(Sidecar.NONE);
        assertThat(opened).isEmpty();
    }

    /** A bucket that may not be listed says "denied" of every object that is not there. */
    @Test
    void whatAStoreDoesNotGiveAwayIsNotThere() throws Exception {
        store.put("s3a://b/a.srt", new RejectedInput(Reason.ACCESS_DENIED, "may not be read"));
        store.put("s3a://b/a.vtt", new RejectedInput(Reason.FORBIDDEN_URI, "outside"));

        assertThat(files.read("s3a://b/a.mp4", "")).isSameAs(Sidecar.NONE);
    }

    @Test
    void aNamedFileThatIsNotGivenIsAProblem() throws Exception {
        store.put("http://10.0.0.1/a.srt", new RejectedInput(Reason.FORBIDDEN_URI, "private host"));

        assertUnreadable(files.read("file:///v/a.mp4", "http://10.0.0.1/a.srt"), "private host");
        assertUnreadable(files.read("file:///v/a.mp4", "file:///v/b.srt"), "no such file");
    }

    @Test
    void aStoreThatDoesNotAnswerIsAway() throws Exception {
        store.put("https://example.com/a.srt", new IOException("connection reset"));

        CaptionsAway away =
                catchThrowableOfType(
                        CaptionsAway.class,
                        () -> files.read("file:///v/a.mp4", "https://example.com/a.srt"));

        assertThat(away.store()).isEqualTo("https://example.com");
        assertUnreadable(away.givenUp(), "connection reset");
    }

    @Test
    void whatIsNoCaptionsIsAProblemAlsoBeside() throws Exception {
        store.put("file:///v/a.srt", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});

        assertUnreadable(files.read("file:///v/a.mp4", ""), "no line of captions");
    }

    @Test
    void aFileWithoutLinesIsNoProblem() throws Exception {
        store.put("file:///v/a.vtt", "WEBVTT\n\nNOTE nothing is said\n");

        Sidecar read = files.read("file:///v/a.mp4", "");

        assertThat(read.problem()).isNull();
        assertThat(read.lines()).isEmpty();
    }

    @Test
    void theLargestFileIsReadAndALargerOneIsNot() throws Exception {
        byte[] most = new byte[CaptionFiles.MAX_BYTES];
        java.util.Arrays.fill(most, (byte) '\n');
        System.arraycopy(SRT.getBytes(UTF_8), 0, most, 0, SRT.length());
        store.put("file:///v/a.srt", most);
        store.put("file:///v/b.srt", java.util.Arrays.copyOf(most, most.length + 1));

        assertThat(files.read("file:///v/a.mp4", "").lines()).hasSize(1);
        assertUnreadable(files.read("file:///v/b.mp4", ""), "larger than");
    }

    private static void assertUnreadable(Sidecar read, String why) {
        assertThat(read.lines()).isEmpty();
        assertThat(read.problem().is(Reason.CAPTIONS_UNREADABLE)).isTrue();
        assertThat(read.problem().stage()).isEqualTo("decode");
        assertThat(read.problem().detail()).contains(why);
    }
}
