package io.zoetrope.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Metrics of the job are named as Flink names its own. */
class MetricNamesTest {
    private static final Path TOP = Path.of("..");
    private static final List<String> MODULES = List.of("operators", "connectors");
    private static final Pattern NAME =
            Pattern.compile(
                    "^    [A-Z_]+\\(\"([^\"]+)\"\\)|String [A-Z_]+ = \"([^\"]+)\"",
                    Pattern.MULTILINE);

    @Test
    void allInOneStyle() throws Exception {
        List<String> names = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(TOP.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(MetricNamesTest::isOfMetrics).toList()) {
                    NAME.matcher(Files.readString(file))
                            .results()
                            .map(MetricNamesTest::name)
                            .forEach(names::add);
                }
            }
        }
        assertThat(names)
                .hasSizeGreaterThan(100)
                .allMatch(name -> name.matches("[a-z]+([A-Z][a-z]*)*"));
    }

    @Test
    void docsNameNoneThatIsNotThere() throws Exception {
        String text = Files.readString(TOP.resolve("docs/operations.md"));
        List<String> named =
                Pattern.compile("`([A-Z]\\w+Metric)`")
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1) + ".java")
                        .toList();
        assertThat(named).isNotEmpty();
        List<String> there = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(TOP.resolve(module).resolve("src/main/java"))) {
                files.map(file -> file.getFileName().toString()).forEach(there::add);
            }
        }
        assertThat(there).containsAll(named);
    }

    private static String name(MatchResult found) {
        return found.group(1) != null ? found.group(1) : found.group(2);
    }

    private static boolean isOfMetrics(Path file) {
        return file.toString().endsWith("Metric.java");
    }
}
