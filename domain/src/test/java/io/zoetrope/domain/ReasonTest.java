package io.zoetrope.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    @Test
    void namesAndSentencesAreWhatPeopleMeet() {
        for (Reason reason : Reason.values()) {
            assertThat(reason.wire()).matches("[a-z]+(_[a-z]+)*");
            assertThat(reason.sentence()).matches("[A-Z].{10,90}\\.");
        }
        assertThat(Stream.of(Reason.values()).map(Reason::sentence)).doesNotHaveDuplicates();
    }

    /** Under Turkish rules a plain lower case of I is no i. */
    @Test
    void namesDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(Reason.STILL_PICTURE.wire()).isEqualTo("still_picture");
            assertThat(Stage.INDEX.wire()).isEqualTo("index");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aRejectionBecomesAProblem() {
        RejectedInput rejected = new RejectedInput(Reason.NOT_FOUND, "a.mp4 is not there.");
        assertThat(rejected.at(Stage.PROBE))
                .isEqualTo(new Problem("probe", "not_found", "a.mp4 is not there."));
        assertThat(rejected.saying("Both.").at(Stage.DECODE))
                .isEqualTo(new Problem("decode", "not_found", "Both."));
    }

    @Test
    void theTableInTheDocsIsThisOne() throws IOException {
        List<String> rows =
                Files.readAllLines(PROJECT.resolve("docs/reasons.md")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(this::row).toList());
        String text = Files.readString(PROJECT.resolve("docs/reasons.md"));
        for (Stage stage : Stage.values()) {
            assertThat(text).contains("`" + stage.wire() + "` (" + stage.what() + ")");
        }
    }

    private String row(Reason reason) {
        String stage = reason.usualStage() == null ? "–" : "`" + reason.usualStage().wire() + "`";
        return "| `%s` | %s | %s | %s |"
                .formatted(reason.wire(), stage, reason.again().words(), reason.sentence());
    }

    /** A problem whose names stand nowhere else would be missing from the table. */
    @Test
    void problemsAreMadeFromTheNamesHere() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            List<Path> sources =
                    files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                            .filter(file -> !file.startsWith(PROJECT.resolve("domain")))
                            .toList();
            assertThat(sources).hasSizeGreaterThan(100);
            for (Path source : sources) {
                assertThat(Files.readString(source))
                        .as("%s", source)
                        .doesNotContain("new Problem(");
            }
        }
    }
}
