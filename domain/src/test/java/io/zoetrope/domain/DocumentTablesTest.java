package io.zoetrope.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables of the documents are shown as tables: an empty line inside one makes text of the rest. */
class DocumentTablesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern RULE = Pattern.compile("\\|(\\s*:?-+:?\\s*\\|)+");
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

    @Test
    void everyTableBeginsWithAHeadAndHasOneWidth() throws IOException {
        List<String> problems = new ArrayList<>();
        List<Path> documents = documents();
        assertThat(documents.size()).isGreaterThan(20);
        for (Path document : documents) {
            check(document, Files.readAllLines(document), problems);
        }
        assertThat(problems).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files =
                Files.find(
                        ROOT,
                        4,
                        (file, attributes) ->
                                file.toString().endsWith(".md")
                                        && Stream.of("/target/", "/.git/", "/src/", "/shared/")
                                                .noneMatch(file.toString()::contains))) {
            return files.sorted().toList();
        }
    }

    private static void check(Path document, List<String> lines, List<String> problems) {
        boolean code = false;
        int row = 0;
        int width = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            code ^= line.startsWith("```");
            boolean indented = lines.get(i).startsWith("    ");
            if (code || indented || !line.startsWith("|")) {
                row = 0;
                continue;
            }
            int cells = CELL_END.split(line, -1).length;
            if (row == 0) {
                width = cells;
            }
            boolean good = cells == width && (row != 1 || RULE.matcher(line).matches());
            boolean alone = row == 0 && (i + 1 == lines.size() || !lines.get(i + 1).contains("|-"));
            if (!good || alone) {
                problems.add(document + ":" + (i + 1) + " " + line);
            }
            row++;
        }
    }
}
