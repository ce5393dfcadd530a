package io.zoetrope.jobs.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.operators.parse.ArrivalParser;
import io.zoetrope.operators.parse.ParsedEntry;
import io.zoetrope.operators.parse.TenantPrefixes;
import io.zoetrope.testing.events.HostileMessage;
import io.zoetrope.testing.events.HostileMessages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Messages that name no video that can be taken, as hard to read as they come. */
final class WorstMessages {
    private static final long SEED = 9;
    private static final int RANDOM_ONES = 300;
    private static final ArrivalParser PARSER = new ArrivalParser(TenantPrefixes.NONE);

    private WorstMessages() {}

    static List<HostileMessage> all() {
        List<HostileMessage> worst = new ArrayList<>(made());
        HostileMessages hostile = new HostileMessages(SEED);
        while (worst.size() < RANDOM_ONES) {
            HostileMessage message = hostile.next();
            if (isOnlyRejected(message)) {
                worst.add(message);
            }
        }
        return worst;
    }

    private static List<HostileMessage> made() {
        byte[] good = "{\"uri\":\"file:///a.mp4\"}".getBytes(UTF_8);
        byte[] framed = new byte[good.length + 5];
        framed[4] = 42;
        System.arraycopy(good, 0, framed, 5, good.length);
        byte[] noise = new byte[1_000_000];
        new Random(SEED).nextBytes(noise);
        byte[] controls = new byte[1_000_000];
        Arrays.fill(controls, (byte) 1);
        Map<String, byte[]> headers = new HashMap<>();
        headers.put("ce_type", null);
        headers.put("", noise.clone());
        return List.of(
                plain(framed),
                plain(new String(good, UTF_8).getBytes(StandardCharsets.UTF_16)),
                plain(null),
                plain(new byte[0]),
                plain(noise),
                plain(controls),
                plain(("[".repeat(450_000) + "]".repeat(450_000)).getBytes(UTF_8)),
                plain(("{\"a\":" + "[],".repeat(300_000)).getBytes(UTF_8)),
                plain(("{\"uri\":\"file:///" + "x".repeat(4_097) + "\"}").getBytes(UTF_8)),
                plain("{\"uri\":\"file:///\\ud800\"}".getBytes(UTF_8)),
                plain("{\"uri\":\"file:///a\",\"title\":\"\\u0000\"}".getBytes(UTF_8)),
                plain(("{\"uri\":\"x" + "😀".repeat(400) + "\"}").getBytes(UTF_8)),
                plain("{\"uri\":\"file:///a\",\"limit_seconds\":-1e999}".getBytes(UTF_8)),
                plain("{\"uri\":\"file:///a\",\"metadata\":{\"n\":1e999}}".getBytes(UTF_8)),
                plain(("{\"videos\":[" + "{},".repeat(999) + "{}]}").getBytes(UTF_8)),
                new HostileMessage(noise.clone(), Map.of(), new byte[] {'{'}, 0),
                new HostileMessage(new byte[] {(byte) 0xFF}, headers, null, 0));
    }

    private static HostileMessage plain(byte[] value) {
        return new HostileMessage(null, Map.of(), value, 0);
    }

    /** How many dead letters a message becomes. */
    static int letters(HostileMessage message) {
        try {
            return (int)
                    PARSER.parse(event(message)).entries().stream()
                            .map(ParsedEntry::problem)
                            .filter(problem -> problem != null)
                            .count();
        } catch (RejectedInput e) {
            return 1;
        }
    }

    private static boolean isOnlyRejected(HostileMessage message) {
        try {
            return PARSER.parse(event(message)).entries().stream()
                    .allMatch(entry -> entry.problem() != null);
        } catch (RejectedInput e) {
            return true;
        }
    }

    private static RawEvent event(HostileMessage message) {
        Map<String, String> headers = new HashMap<>();
        message.headers().forEach((k, v) -> headers.put(k, v == null ? "" : new String(v, UTF_8)));
        return RawEvent.of(message.value(), 0).withHeaders(headers);
    }
}
