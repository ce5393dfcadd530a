package io.zoetrope.media.captions;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * SSA and ASS: {@code Dialogue:} lines, whose fields stand in the order that {@code Format:} gives.
 */
final class SubstationReader {
    private static final List<String> USUAL =
            List.of(
                    "layer", "start", "end", "style", "name", "marginl", "marginr", "marginv",
                    "effect", "text");
    private static final int MAX_FIELDS = 30;

    private final CaptionFile file;
    private List<String> fields = USUAL;

    SubstationReader(CaptionFile file) {
        this.file = file;
    }

    void read(String all) {
        boolean events = false;
        Iterator<String> lines = all.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next().strip();
            String lower = line.substring(0, Math.min(line.length(), 20)).toLowerCase(Locale.ROOT);
            if (lower.startsWith("[")) {
                events = lower.startsWith("[events]");
            } else if (events && lower.startsWith("format:")) {
                format(line.substring("format:".length()));
            } else if (lower.startsWith("dialogue:")) {
                dialogue(line.substring("dialogue:".length()));
            }
        }
    }

    private void format(String said) {
        List<String> named = new ArrayList<>();
        for (String name : said.split(",", MAX_FIELDS)) {
            named.add(name.strip().toLowerCase(Locale.ROOT));
        }
        boolean usable = named.contains("start") && named.contains("end");
        boolean textLast = named.indexOf("text") == named.size() - 1;
        fields = usable && textLast ? List.copyOf(named) : USUAL;
    }

    private void dialogue(String line) {
        String[] values = line.strip().split(",", fields.size());
        if (values.length < fields.size()) {
            file.broken();
            return;
        }
        file.add(
                CaptionTimes.us(value(values, "start")),
                CaptionTimes.us(value(values, "end")),
                values[values.length - 1],
                name(values));
    }

    private String name(String[] values) {
        // SSA 4 says Name, some writers Actor.
        String name = value(values, "name");
        return name.isEmpty() ? value(values, "actor") : name;
    }

    private String value(String[] values, String field) {
        int at = fields.indexOf(field);
        return at < 0 ? "" : values[at].strip();
    }
}
