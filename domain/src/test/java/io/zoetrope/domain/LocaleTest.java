package io.zoetrope.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.Thumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What machines read is the same under every locale: the job and the query service may run under
 * different ones, and some write digits of their own.
 */
class LocaleTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** Conversions whose result depends on the locale. */
    private static final Pattern CONVERSION =
            Pattern.compile("%(?:\\d+\\$)?[-#+ 0,(<]*\\d*(?:\\.\\d+)?[dfeEgGxXoaAtTSC]");

    private static final Pattern CALL =
            Pattern.compile(
                    "(?:String\\.format|printf)\\((?!\\s*Locale)|\\.formatted\\(|to(?:Lower|Upper)Case\\(\\)");

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakArabic() {
        Locale.setDefault(new Locale("ar", "EG"));
        assertThat(String.format("%d", 1)).as("a locale with digits of its own").isNotEqualTo("1");
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void aPicturesPathIsTheSameUnderEveryLocale() {
        assertThat(Thumbnail.pathOf("clip", 4_321_000)).isEqualTo("keyframes/clip/0000004321.jpg");
    }

    @Test
    void anIdIsTheSameUnderEveryLocale() {
        assertThat(VideoIds.videoId("default", "file:///a.mp4", "12-34")).matches("[0-9a-f]{24}");
    }

    /** {@code %s} alone may use {@code formatted}; numbers and letters' case name a locale. */
    @Test
    void noCodeDependsOnTheLocale() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            CALL.matcher(text)
                    .results()
                    .filter(call -> dependsOnTheLocale(text, call))
                    .forEach(call -> found.add(PROJECT.relativize(file) + ": " + line(text, call)));
        }
        assertThat(found).as("write String.format(Locale.ROOT, …)").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x = \"%d\".formatted(1);|true",
                "x = (\"%s\" + \"%.3f\").formatted(1);|true",
                "x = \"%s\".formatted(1);|false",
                "x = \"100 %%d\".formatted(1);|false",
                "String.format(\"%05d\", 1);|true",
                "String.format(Locale.ROOT, \"%05d\", 1);|false",
                "out.printf(\"%,d\", 1);|true",
                "x.toLowerCase();|true",
                "x.toLowerCase(Locale.ROOT);|false"
            })
    void knowsWhatDependsOnTheLocale(String code, boolean depends) {
        assertThat(CALL.matcher(code).results().anyMatch(call -> dependsOnTheLocale(code, call)))
                .isEqualTo(depends);
    }

    private static boolean dependsOnTheLocale(String text, MatchResult call) {
        if (call.group().startsWith("to")) {
            return true;
        }
        String statement =
                call.group().startsWith(".")
                        ? text.substring(startOf(text, call.start()), call.start())
                        : text.substring(call.end(), text.indexOf(';', call.end()));
        return CONVERSION.matcher(statement.replace("%%", "")).find();
    }

    /** Where the statement or the lambda around a place begins, roughly. */
    private static int startOf(String text, int place) {
        int statement = text.lastIndexOf(';', place - 1);
        int block = text.lastIndexOf("{\n", place - 1);
        int lambda = text.lastIndexOf("->", place - 1);
        return Math.max(0, Math.max(statement, Math.max(block, lambda)));
    }

    private static String line(String text, MatchResult call) {
        long number = text.substring(0, call.start()).chars().filter(c -> c == '\n').count() + 1;
        return "line " + number;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path module : modules()) {
            try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(300);
        return sources;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.walk(PROJECT, 2)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .toList();
        }
    }
}
