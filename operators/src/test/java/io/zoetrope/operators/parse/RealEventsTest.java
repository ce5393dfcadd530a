package io.zoetrope.operators.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Messages as buckets and brokers really sent them, if they are at hand; made ones of the same
 * kinds are in the tests beside this one.
 */
class RealEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "03-sequencers-of-different-length|ARRIVED s3a://videos/race.mp4;DELETED s3a://videos/race.mp4",
                "04-delete-of-an-old-version|ARRIVED s3a://videos/keep.mp4;ARRIVED s3a://videos/keep.mp4;DELETED s3a://videos/keep.mp4 v1AAAA",
                "09-sns-wrapped|ARRIVED s3a://videos/via-sns.mp4",
                "12-ceph-unencoded-key|ARRIVED s3a://mybucket1/a+b.mp4;ARRIVED s3a://mybucket1/50% off.mp4",
                "14-minio-get-and-tagging|ignored 1;ARRIVED s3a://videos/played.mp4",
                "20-schema-registry-and-connect|bad_json…schema registry's framing;not_an_arrival…schemas.enable=false;ARRIVED s3a://videos/seven.mp4"
            })
    void becomesWhatItShould(String id, String expected) throws IOException {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode message : messages(id)) {
            outcomes.addAll(outcomes(message));
        }

        String[] all = expected.split(";");
        assertThat(outcomes).hasSameSizeAs(all);
        for (int i = 0; i < all.length; i++) {
            assertThat(outcomes.get(i)).contains(all[i].split("…"));
        }
    }

    private static List<String> outcomes(JsonNode message) throws IOException {
        byte[] value =
                message.has("value_base64")
                        ? message.get("value_base64").binaryValue()
                        : message.get("value").asText().getBytes(StandardCharsets.UTF_8);
        try {
            ParsedEvent parsed =
                    new ArrivalParser(TenantPrefixes.NONE).parse(TestingMessages.event(value));
            return parsed.ignored() > 0
                    ? List.of("ignored " + parsed.ignored())
                    : parsed.entries().stream().map(RealEventsTest::outcome).toList();
        } catch (RejectedInput e) {
            return List.of(e.reason() + " " + e.getMessage());
        }
    }

    private static String outcome(ParsedEntry entry) {
        return entry.arrival() == null
                ? entry.problem().toString()
                : "%s %s %s"
                        .formatted(
                                entry.arrival().type(),
                                entry.arrival().video().uri(),
                                entry.arrival().notice().goneVersion());
    }

    private static JsonNode messages(String id) throws IOException {
        Path file = Path.of(System.getProperty("zoetrope.shared", ""), "cases", "events.jsonl");
        assumeTrue(Files.isRegularFile(file), "no real messages in " + file);
        for (String line : Files.readAllLines(file)) {
            JsonNode found = JSON.readTree(line);
            if (found.path("id").asText().equals(id)) {
                return found.get("messages");
            }
        }
        throw new AssertionError(id + " is missing in " + file);
    }
}
