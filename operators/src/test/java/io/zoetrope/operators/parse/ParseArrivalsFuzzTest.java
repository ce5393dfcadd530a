package io.zoetrope.operators.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.message.ArrivalLimits;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingOperatorMetrics;
import io.zoetrope.testing.events.HostileMessages;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Whatever a message holds: arrivals, dead letters or a count, and nothing thrown. */
class ParseArrivalsFuzzTest {
    /** Another run: {@code -Dzoetrope.fuzz.seed=… -Dzoetrope.fuzz.messages=…}. */
    private static final long SEED = Long.getLong("zoetrope.fuzz.seed", 20_261_127L);

    private static final int MESSAGES = Integer.getInteger("zoetrope.fuzz.messages", 100_000);
    private static final int MAX_CARRIED_BYTES = 300_000;
    private static final Pattern SEQUENCER = Pattern.compile("([0-9A-F]{64})?");
    private static final Pattern REASON = Pattern.compile("[a-z_]+");

    private final ArrivalParser parser = new ArrivalParser(TenantPrefixes.NONE);

    /** Of the parser, which throws one thing only: the harness below costs ten times as much. */
    @Test
    void everyMessageEndsInOneOfThreeWays() {
        HostileMessages messages = new HostileMessages(SEED);
        int arrivals = 0;
        int rejected = 0;
        int ignored = 0;
        for (int i = 0; i < MESSAGES; i++) {
            RawEvent event = TestingMessages.event(messages.next(), i);
            ParsedEvent parsed = parse(event, i);
            for (ParsedEntry entry : parsed.entries()) {
                check(entry, event);
                arrivals += entry.problem() == null ? 1 : 0;
                rejected += entry.problem() == null ? 0 : 1;
            }
            ignored += parsed.ignored();
            require(!parsed.entries().isEmpty() || parsed.ignored() > 0, "answered", event);
        }
        assertThat(arrivals).as("messages that still say something").isGreaterThan(MESSAGES / 10);
        assertThat(rejected).isGreaterThan(MESSAGES / 10);
        assertThat(ignored).isGreaterThan(MESSAGES / 100);
    }

    @Test
    void noMessageFailsTheOperator() throws Exception {
        HostileMessages messages = new HostileMessages(SEED);
        TestingOperatorMetrics metrics = new TestingOperatorMetrics();
        try (var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(new ParseArrivals()), metrics.environment())) {
            harness.open();
            for (int i = 0; i < MESSAGES / 50; i++) {
                harness.processElement(TestingMessages.event(messages.next(), i), 0);
            }
            assertThat(harness.extractOutputValues())
                    .hasSize((int) metrics.count(ParseMetric.ARRIVALS));
            assertThat(harness.getSideOutput(SideOutputs.DEAD_LETTERS))
                    .hasSize((int) metrics.count(ParseMetric.REJECTED));
            assertThat(metrics.count(ParseMetric.ARRIVALS)).isPositive();
            assertThat(metrics.count(ParseMetric.UNEXPECTED)).isZero();
        }
    }

    private ParsedEvent parse(RawEvent event, int number) {
        try {
            return parser.parse(event);
        } catch (RejectedInput e) {
            return ParsedEvent.rejected(event, e.at(Stage.PARSE));
        } catch (RuntimeException | Error e) {
            throw new AssertionError("message " + number + " of seed " + SEED, e);
        }
    }

    private void check(ParsedEntry entry, RawEvent event) {
        if (entry.problem() != null) {
            checkRejection(entry, event);
        } else {
            checkArrival(entry.arrival());
        }
    }

    private void checkArrival(VideoArrival arrival) {
        String uri = arrival.video().uri();
        require(arrival.event().value().length < MAX_CARRIED_BYTES, "small", arrival);
        require(uri.length() <= ArrivalLimits.MAX_URI_CHARS && uri.indexOf(':') > 0, "a uri", uri);
        require(texts(arrival).allMatch(PlainText::isPlain), "plain", arrival);
        require(SEQUENCER.matcher(arrival.notice().sequencer()).matches(), "sequencer", arrival);
        require(isBetween(arrival.limits().maxUs(), 0, 864_000_000_000L), "limit", arrival);
        require(isBetween(arrival.limits().segmentUs(), 0, 60_000_000L), "segment", arrival);
        require(isBetween(arrival.attempt(), 1, 999_999), "attempt", arrival);
        if (arrival.event().headers().containsKey(ArrivalParser.PART_HEADER)) {
            checkRemade(arrival);
        }
    }

    private void checkRemade(VideoArrival arrival) {
        List<ParsedEntry> again = parse(arrival.event(), -1).entries();
        require(
                again.size() == 1
                        && again.get(0).arrival() != null
                        && again.get(0).arrival().withEvent(arrival.event()).equals(arrival),
                "the same from the event that travels with it",
                arrival);
    }

    private static Stream<String> texts(VideoArrival arrival) {
        return Stream.concat(
                Stream.of(
                        arrival.video().videoId(),
                        arrival.video().tenant(),
                        arrival.video().collection(),
                        arrival.video().uri(),
                        arrival.description().title(),
                        arrival.description().captionsUri(),
                        arrival.notice().eventName(),
                        arrival.notice().goneVersion()),
                arrival.description().metadata().entrySet().stream()
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())));
    }

    private static void checkRejection(ParsedEntry entry, RawEvent event) {
        String detail = entry.problem().detail();
        require(REASON.matcher(entry.problem().reason()).matches(), "reason", entry);
        require(!detail.isBlank() && detail.length() < 1500, "a sentence", detail);
        require(PlainText.isPlain(detail), "plain", detail);
        require(entry.event().value().length < event.value().length + 4096, "small", entry);
    }

    private static boolean isBetween(long value, long least, long most) {
        return value >= least && value <= most;
    }

    /** An assertion without its cost: there are a million of them. */
    private static void require(boolean holds, String what, Object of) {
        if (!holds) {
            throw new AssertionError("not " + what + ": " + of);
        }
    }
}
