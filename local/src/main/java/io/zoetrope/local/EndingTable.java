package io.zoetrope.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that a run ends with. */
final class EndingTable {
    private static final int LONGEST_NAME = 40;
    private static final List<String> HEAD =
            List.of("video", "duration", "moments", "classes", "searchable", "playable", "outcome");

    private EndingTable() {}

    /**
     * @return lines, columns aligned
     */
    static List<String> lines(List<Ending> endings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        endings.forEach(ending -> rows.add(row(ending)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> row(Ending ending) {
        VideoState state = ending.state();
        return List.of(
                shortened(ending.video().name()),
                duration(state),
                state == null ? "-" : Integer.toString(state.moments()),
                Integer.toString(ending.classes()),
                seconds(ending.searchableAfter()),
                seconds(ending.playableAfter()),
                ending.outcome());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean text = i == 0 || i == widths.length - 1;
            String format = text ? "%-" + widths[i] + "s  " : "%" + widths[i] + "s  ";
            line.append(format.formatted(row.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private static String duration(VideoState state) {
        return state == null || state.media() == null || state.media().durationMs() == 0
                ? "-"
                : seconds(Duration.ofMillis(state.media().durationMs()));
    }

    private static String seconds(Duration duration) {
        return duration == null
                ? "-"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 1) + "\u2026";
    }
}
