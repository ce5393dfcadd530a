package io.zoetrope.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tests that docs name are there: for each defect, for each bad input, for what is done to a
 * decoder, and for whatever else is said to hold.
 */
class DefectTableTest {
    private static final Path TOP = Path.of("..");
    private static final Path DOCS = TOP.resolve("docs");
    private static final Pattern NAMED =
            Pattern.compile(
                    "`(\\w+(?:Test|ITCase))(?:[#.](\\w+))?`", Pattern.UNICODE_CHARACTER_CLASS);

    @Test
    void everyTestThatIsNamedIsThere() throws Exception {
        Map<String, String> sources = sources();
        List<MatchResult> named = NAMED.matcher(docs()).results().toList();

        assertThat(named).hasSizeGreaterThan(300);
        for (MatchResult test : named) {
            assertThat(sources).as("test of %s", test.group()).containsKey(test.group(1));
            if (test.group(2) != null) {
                assertThat(sources.get(test.group(1))).contains("void " + test.group(2) + "(");
            }
        }
    }

    private static String docs() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(DefectTableTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** Of all tests, by class; those of one name together. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(TOP)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(DefectTableTest::tests)
                    .collect(
                            Collectors.toMap(
                                    file -> file.getFileName().toString().replace(".java", ""),
                                    DefectTableTest::read,
                                    String::concat));
        }
    }

    private static Stream<Path> tests(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().matches(".*(Test|ITCase)\\.java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(folder.toString(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }
}
