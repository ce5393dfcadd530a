package io.zoetrope.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of states in docs/architecture.md names each state that an operator declares. */
class StateTableTest {
    private static final Path TOP = Path.of("..");
    private static final Pattern DECLARED =
            Pattern.compile("new (?:Value|Map|List)StateDescriptor<>\\(\\s*\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("\\| `[a-z-]+` \\| ([^|]+) \\|.*");
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

    @Test
    void everyStateIsInTheTableAndNoOther() throws Exception {
        assertThat(described()).isNotEmpty().isEqualTo(declared());
    }

    private static Set<String> declared() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("operators", "connectors")) {
            try (Stream<Path> files = Files.walk(TOP.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    Matcher state = DECLARED.matcher(Files.readString(file));
                    while (state.find()) {
                        names.add(state.group(1));
                    }
                }
            }
        }
        return names;
    }

    private static Set<String> described() throws IOException {
        Set<String> names = new TreeSet<>();
        String text = Files.readString(TOP.resolve("docs/architecture.md"));
        String section = text.substring(text.indexOf("## What is held in state"));
        for (String line : section.substring(0, section.indexOf("\n## ")).split("\n")) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Matcher name = NAME.matcher(row.group(1));
                while (name.find()) {
                    names.add(name.group(1));
                }
            }
        }
        return names;
    }
}
