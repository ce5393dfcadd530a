package io.zoetrope.operators.parse;

import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads every form in which arrivals may come, see {@link MessageReader}. A message of one video
 * travels with it; of a larger one, or one of several videos, each takes a small message of its own
 * that says the same of it alone. Thread-safe.
 */
public final class ArrivalParser {
    /** Kafka header of a dead letter that is sent in again: which try this is, from 1. */
    public static final String ATTEMPT_HEADER = "zoetrope-attempt";

    /**
     * Header of a message that was remade: which of how many videos of the original, {@code 3/8}.
     */
    public static final String PART_HEADER = "zoetrope-part";

    private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,5}");

    private final TenantPrefixes tenants;

    public ArrivalParser(TenantPrefixes tenants) {
        this.tenants = tenants;
    }

    /**
     * @return what the event names; no entries for test events, folder keys and the like
     * @throws RejectedInput if nothing of the event can be used
     */
    public ParsedEvent parse(RawEvent event) throws RejectedInput {
        Findings findings = new Findings();
        new MessageReader(tenants, findings).read(event);
        List<Findings.Finding> found = findings.found();
        boolean small = found.size() == 1 && bytes(event) <= ParseLimits.MAX_CARRIED_BYTES;
        List<ParsedEntry> entries = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            RawEvent carried = small ? event : part(event, found.get(i), i + 1, found.size());
            entries.add(entry(found.get(i), carried));
        }
        return new ParsedEvent(entries, findings.ignored());
    }

    /** Which try an event is; 1 if it does not say. */
    public static int attempt(RawEvent event) {
        String header = event.headers().getOrDefault(ATTEMPT_HEADER, "1");
        return ATTEMPT.matcher(header).matches() ? Integer.parseInt(header) : 1;
    }

    private ParsedEntry entry(Findings.Finding finding, RawEvent carried) {
        if (finding.rejection() != null) {
            return ParsedEntry.rejected(carried, finding.rejection().at(Stage.PARSE));
        }
        VideoArrival arrival = finding.arrival().withAttempt(attempt(carried)).withEvent(carried);
        Problem forbidden = tenants.judge(arrival);
        return new ParsedEntry(carried, arrival, forbidden);
    }

    private static RawEvent part(RawEvent event, Findings.Finding finding, int number, int of) {
        Map<String, String> headers = new HashMap<>();
        headers.put(PART_HEADER, number + "/" + of);
        String attempt = event.headers().get(ATTEMPT_HEADER);
        if (attempt != null && ATTEMPT.matcher(attempt).matches()) {
            headers.put(ATTEMPT_HEADER, attempt);
        }
        boolean shortKey = event.key().length() <= ParseLimits.MAX_CARRIED_KEY_CHARS;
        return new RawEvent(
                event.topic(),
                event.partition(),
                event.offset(),
                event.timestampMs(),
                shortKey ? PlainText.plain(event.key()) : "",
                headers,
                StrictJson.write(finding.again().get()));
    }

    /** About what it takes in a record; characters count as one byte. */
    private static long bytes(RawEvent event) {
        long bytes = event.value().length + (long) event.key().length();
        for (Map.Entry<String, String> header : event.headers().entrySet()) {
            bytes += header.getKey().length() + (long) header.getValue().length();
        }
        return bytes;
    }
}
