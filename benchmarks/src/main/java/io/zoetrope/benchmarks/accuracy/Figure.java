package io.zoetrope.benchmarks.accuracy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One row of the accuracy report.
 *
 * @param part of the product: shots, tracks, moments, text, dialogue
 * @param material what it was measured on
 * @param count of what the figures stand on
 * @param values by name, in order
 */
record Figure(String part, String material, int count, Map<String, Number> values) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param pairs a name and a number, and so on
     */
    static Figure of(String part, String material, int count, Object... pairs) {
        Map<String, Number> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], (Number) pairs[i + 1]);
        }
        return new Figure(part, material, count, values);
    }

    /** A row of {@link #TABLE_HEAD}'s table. */
    String tableRow() {
        List<String> cells = new ArrayList<>();
        values.forEach((name, value) -> cells.add(name + " " + rounded(value)));
        return "| "
                + part
                + " | "
                + material
                + " | "
                + count
                + " | "
                + String.join(", ", cells)
                + " |";
    }

    static final String TABLE_HEAD = "| part | material | count | figures |\n|---|---|---|---|";

    private static String rounded(Number number) {
        double value = number.doubleValue();
        return number instanceof Integer
                ? number.toString()
                : String.format(Locale.ROOT, Math.abs(value) < 2 ? "%.3f" : "%.1f", value);
    }

    /** One object on one line. */
    String json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("part", part).put("material", material).put("count", count);
        ObjectNode figures = node.putObject("figures");
        values.forEach((name, value) -> figures.put(name, value.doubleValue()));
        return node.toString();
    }
}
