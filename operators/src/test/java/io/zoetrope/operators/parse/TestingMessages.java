package io.zoetrope.operators.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.testing.events.HostileMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages for a parser, and what it makes of them. */
final class TestingMessages {
    private static final ArrivalParser PARSER = new ArrivalParser(TenantPrefixes.NONE);

    private TestingMessages() {}

    static RawEvent event(String value) {
        return event(value.getBytes(StandardCharsets.UTF_8));
    }

    static RawEvent event(byte[] value) {
        return event(value, Map.of());
    }

    static RawEvent event(byte[] value, Map<String, String> headers) {
        return RawEvent.of(value, 2).at("video.arrivals", 0, 1).withHeaders(headers);
    }

    /** As the source hands it on. */
    static RawEvent event(HostileMessage message, long offset) {
        Map<String, String> headers = new HashMap<>();
        message.headers().forEach((name, value) -> headers.put(name, text(value)));
        return RawEvent.of(message.value(), message.timestampMs())
                .at("video.arrivals", 0, offset)
                .withKey(text(message.key()))
                .withHeaders(headers);
    }

    static ParsedEvent parse(String value) throws RejectedInput {
        return PARSER.parse(event(value));
    }

    static List<VideoArrival> arrivals(String value) throws RejectedInput {
        return PARSER.parse(event(value)).entries().stream().map(ParsedEntry::arrival).toList();
    }

    static VideoArrival only(String value) throws RejectedInput {
        List<VideoArrival> arrivals = arrivals(value);
        assertThat(arrivals).hasSize(1).doesNotContainNull();
        return arrivals.get(0);
    }

    static RejectedInput rejection(byte[] value) {
        return catchThrowableOfType(RejectedInput.class, () -> PARSER.parse(event(value)));
    }

    static RejectedInput rejection(String value) {
        return rejection(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
