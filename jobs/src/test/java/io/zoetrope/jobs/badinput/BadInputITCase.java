package io.zoetrope.jobs.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.jobs.IndexingRig;
import io.zoetrope.jobs.TwoShots;
import io.zoetrope.testing.events.HostileMessage;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes in: one dead letter or one partial result each, and the job goes on. */
class BadInputITCase {
    private static final int FLIPPED_COPIES = 100;

    @TempDir static Path folder;

    @AutoClose private static IndexingRig rig;
    private static Endings endings;

    @BeforeAll
    static void start() throws Exception {
        rig = IndexingRig.start(folder);
        endings = new Endings(rig);
    }

    @AfterEach
    void theJobGoesOn() throws Exception {
        Path good = rig.videos().resolve("good-" + System.nanoTime() + ".mp4");
        TwoShots.make(good, Color.RED, 1, Color.BLUE, 1);
        rig.send(IndexingRig.bare(good));
        assertThat(rig.awaitFinal(IndexingRig.videoId(good)).path("status").asText())
                .isEqualTo("ready");
        rig.assertNeverRestarted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ cut-off-json|bad_json",
                "[\"list-for-object\"]|not_an_arrival",
                "{\"specversion\":\"1.0\",\"type\":\"unknown-type\",\"data\":{}}|unknown_event_type"
            })
    void anEventThatCannotBeReadIsOneDeadLetter(String value, String reason) throws Exception {
        rig.send(value);

        String mark = value.replaceAll(".*?([a-z]+-[a-z]+(-[a-z]+)?).*", "$1");
        List<JsonNode> letters = rig.awaitDeadLetters(mark, 1);
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).path("reason").asText()).isEqualTo(reason);
        assertThat(letters.get(0).path("stage").asText()).isEqualTo("parse");
        assertThat(letters.get(0).path("event").path("value").asText()).isEqualTo(value);
        assertThat(letters.get(0).path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void theWorstMessagesAreDeadLettersAndNoMore() throws Exception {
        String parsed = "\"stage\":\"parse\"";
        int expected = rig.deadLetters(parsed).size();
        for (HostileMessage message : WorstMessages.all()) {
            rig.send("video.arrivals", message);
            expected += WorstMessages.letters(message);
        }

        assertThat(rig.awaitDeadLetters(parsed, expected)).hasSize(expected);
    }

    /** Those that the job and the query service alone write to are no safer from strangers. */
    @Test
    void theWorstMessagesOnTheOtherTopicsChangeNothing() throws Exception {
        for (HostileMessage message : WorstMessages.all()) {
            rig.send("segments.done", message);
            rig.send("video.control", keyed(message));
        }
        // More segments than are on the way at once: what is done of it comes behind all that.
        Path film = rig.videos().resolve("behind-the-worst.mp4");
        TwoShots.make(film, Color.RED, 10, Color.BLUE, 10);
        rig.send("{\"uri\":\"%s\",\"segment_seconds\":1}".formatted(film.toUri()));

        JsonNode video = rig.awaitFinal(IndexingRig.videoId(film));
        assertThat(video.path("status").asText()).as("%s", video).isEqualTo("ready");
        assertThat(video.path("segments_done").asInt()).isEqualTo(20);
        String ofControl = "\"topic\":\"video.control\"";
        assertThat(rig.awaitDeadLetters(ofControl, 200)).hasSizeGreaterThan(200);
    }

    @Test
    void whateverADescriptionMayHoldIsIndexed() throws Exception {
        Path file =
                TwoShots.make(
                        rig.videos().resolve("odd ü😀 %41+.mp4"), Color.RED, 1, Color.BLUE, 1);
        String title = "\u2028\u202E\uFEFF" + "😀".repeat(400);
        Map<String, String> metadata =
                Map.of(
                        ".",
                        "dot",
                        "..",
                        "dots",
                        "a.b",
                        "c",
                        "a",
                        "d",
                        "$x",
                        "1e999",
                        " s ",
                        " ",
                        "😀",
                        "x".repeat(4096),
                        "_id",
                        "id",
                        "k".repeat(256),
                        "",
                        "\"",
                        "\\");
        rig.send(
                new ObjectMapper()
                        .writeValueAsString(
                                Map.of(
                                        "uri",
                                        file.toUri().toString(),
                                        "title",
                                        title,
                                        "metadata",
                                        metadata)));

        JsonNode video = rig.awaitFinal(IndexingRig.videoId(file));
        assertThat(video.path("status").asText()).as("%s", video).isEqualTo("ready");
        assertThat(video.path("title").asText()).isEqualTo(title);
        assertThat(rig.moments(IndexingRig.videoId(file))).hasSize(2);
        assertThat(rig.deadLetters(IndexingRig.videoId(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc/passwd, forbidden_uri",
        "ftp://host/never.mp4, forbidden_uri",
        "http://127.0.0.1:1/refused.mp4, unreachable",
    })
    void aUriThatCannotBeOpenedIsOneDeadLetter(String uri, String reason) throws Exception {
        rig.send("{\"uri\":\"%s\"}".formatted(uri));

        endings.assertFailed(VideoIds.videoId("default", uri, ""), uri, reason);
    }

    @Test
    void aMissingFileIsOneDeadLetter() throws Exception {
        String uri = rig.videos().resolve("missing.mp4").toUri().toString();
        rig.send("{\"uri\":\"%s\"}".formatted(uri));

        endings.assertFailed(VideoIds.videoId("default", uri, ""), "missing.mp4", "not_found");
    }

    @Test
    void filesThatAreNoVideosAreOneDeadLetterEach() throws Exception {
        Path whole = TwoShots.make(rig.videos().resolve("w.mp4"), Color.RED, 2, Color.BLUE, 2);
        byte[] bytes = Files.readAllBytes(whole);
        List<Path> files =
                List.of(
                        file("empty.mp4", new byte[0]),
                        file("text-named.mp4", "This is no video.\\n".repeat(50).getBytes(UTF_8)),
                        file("truncated.mp4", Arrays.copyOf(bytes, bytes.length / 2)));
        for (Path file : files) {
            rig.send(IndexingRig.bare(file));
        }

        for (Path file : files) {
            JsonNode video = rig.awaitFinal(IndexingRig.videoId(file));
            String reason = video.path("error").path("reason").asText();
            assertThat(reason).as(file.toString()).isNotEmpty();
            assertThat(video.path("error").path("detail").asText()).hasSizeGreaterThan(15);
            endings.assertFailed(IndexingRig.videoId(file), file.getFileName().toString(), reason);
        }
    }

    @Test
    void aFileOfSoundAloneIsIndexed() throws Exception {
        Path file = file("audio-only.wav", BrokenClips.silence());
        rig.send(IndexingRig.bare(file));

        JsonNode video = rig.awaitFinal(IndexingRig.videoId(file));
        assertThat(video.path("status").asText()).isEqualTo("ready");
        assertThat(video.path("duration_ms").asLong()).isEqualTo(1000);
    }

    @Test
    void picturesOf100000By100000PixelsAreOneDeadLetter() throws Exception {
        Path file = BrokenClips.huge(rig.videos().resolve("huge-.mkv"));

        JsonNode video = assertRejected(file, "too_large");
        assertThat(video.path("error").path("detail").asText()).contains("100000×100000 pixels");
    }

    @Test
    void aVideoOfZeroLengthIsOneDeadLetter() throws Exception {
        assertRejected(
                BrokenClips.withoutPictures(rig.videos().resolve("no-pictures.mp4")),
                "zero_length");
    }

    @Test
    void anEncryptedVideoIsOneDeadLetter() throws Exception {
        assertRejected(BrokenClips.encrypted(rig.videos().resolve("encrypted-.mp4")), "encrypted");
    }

    @Test
    void aListOfFlippedCopiesEndsOneByOne() throws Exception {
        Path whole = TwoShots.make(rig.videos().resolve("f.mp4"), Color.RED, 1, Color.BLUE, 1);
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(42);
        List<Path> copies = new ArrayList<>();
        for (int i = 0; i < FLIPPED_COPIES; i++) {
            byte[] flipped = bytes.clone();
            for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            copies.add(file("flipped-" + i + "-.mp4", flipped));
        }
        rig.send(
                copies.stream()
                        .map(IndexingRig::bare)
                        .collect(Collectors.joining(",", "{\"videos\":[", "]}")));

        int failed = endings.assertAllEnded(copies);
        assertThat(failed).isBetween(1, FLIPPED_COPIES - 1);
    }

    @Test
    void everyBrokenFileAtHandEndsWithAReasonOrMoments() throws Exception {
        Path broken = Path.of(System.getProperty("zoetrope.shared", ""), "media", "broken");
        assumeTrue(Files.isDirectory(broken), "no real broken files in " + broken);
        List<Path> files;
        try (Stream<Path> list = Files.list(broken)) {
            files = list.map(IndexingRig::real).sorted().toList();
        }
        for (Path file : files) {
            rig.send(IndexingRig.bare(file));
        }

        assertThat(endings.assertAllEnded(files)).isGreaterThan(0);
    }

    /** A compacted topic takes no message without a key. */
    private static HostileMessage keyed(HostileMessage message) {
        byte[] key = message.key() == null ? new byte[1] : message.key();
        return new HostileMessage(key, message.headers(), message.value(), message.timestampMs());
    }

    /** One letter, also after a good video: it names the stage and holds the event as sent. */
    private JsonNode assertRejected(Path file, String reason) throws Exception {
        rig.send(IndexingRig.bare(file));

        String id = IndexingRig.videoId(file);
        endings.assertFailed(id, file.getFileName().toString(), reason);
        theJobGoesOn();
        assertThat(rig.deadLetters(file.getFileName().toString()))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.path("stage").asText()).isEqualTo("probe");
                            assertThat(letter.path("event").path("value").asText())
                                    .isEqualTo(IndexingRig.bare(file));
                        });
        return rig.awaitFinal(id);
    }

    private static Path file(String name, byte[] bytes) throws IOException {
        return Files.write(rig.videos().resolve(name), bytes);
    }
}
