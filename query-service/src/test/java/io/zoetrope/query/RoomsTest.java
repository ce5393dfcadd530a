package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which room of the service may use which, read from the sources. */
class RoomsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/zoetrope/query");

    /** A room may use itself and those before it; one inside another stands here by itself. */
    private static final List<String> ROOMS =
            List.of(
                    "combine",
                    "refine",
                    "options",
                    "metrics",
                    "http",
                    "http.content",
                    "access",
                    "question",
                    "embed",
                    "index",
                    "paging",
                    "nearness",
                    "searchers",
                    "searchers.route",
                    "media",
                    "search",
                    "videos.findings",
                    "videos",
                    "labels.examples",
                    "labels.files",
                    "labels",
                    "events",
                    "generate",
                    "generate.evidence",
                    "generate.grounded",
                    "generate.chat",
                    "generate.api",
                    "graphql",
                    "admin",
                    "protocols");

    /** Rooms that work on records alone. */
    private static final Set<String> PURE = Set.of("combine", "refine");

    private static final Set<String> WIRING =
            Set.of(
                    "QueryService.java",
                    "QueryServiceMain.java",
                    "Routes.java",
                    "RunningParts.java",
                    "SearchWiring.java",
                    "ServiceWiring.java");

    private static final Pattern USED =
            Pattern.compile("(?<![\\w.])io\\.zoetrope\\.query\\.((?:[a-z]\\w*\\.)*)[A-Z]\\w*");

    private static final Pattern HTTP_OR_JSON =
            Pattern.compile(
                    "io\\.javalin|jakarta\\.|org\\.eclipse\\.jetty|java\\.net\\.http"
                            + "|com\\.fasterxml|org\\.opensearch|org\\.apache\\.h(c|ttp)");

    @Test
    void everyRoomUsesOnlyThoseBeforeIt() throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path file : sources()) {
            problems.addAll(problems(room(file), Files.readString(file)));
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void everyFolderIsARoomAndOnlyTheWiringStandsOutside() throws IOException {
        for (Path file : sources()) {
            if (room(file).isEmpty()) {
                assertThat(WIRING).contains(file.getFileName().toString());
            } else {
                assertThat(ROOMS).contains(room(file));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http|import io.zoetrope.query.search.SearchApi;|1",
                "http|import io.zoetrope.query.QueryService;|1",
                "http|import io.zoetrope.query.http.content.Content;|1",
                "http.content|import io.zoetrope.query.http.ApiError;|0",
                "generate|import io.zoetrope.query.generate.chat.ChatGenerator;|1",
                "generate.chat|import io.zoetrope.query.generate.Scene;|0",
                "search|import io.zoetrope.query.http.Json;|0",
                "search|import io.zoetrope.query.search.SearchApi;|0",
                "combine|import io.zoetrope.query.http.Json;|1",
                "combine|import com.fasterxml.jackson.databind.JsonNode;|1",
                "combine|import java.util.List;|0",
                "search|import com.fasterxml.jackson.databind.JsonNode;|0"
            })
    void knowsWhatIsNotAllowed(String room, String line, int problems) {
        assertThat(problems(room, line)).hasSize(problems);
    }

    private static List<String> problems(String room, String text) {
        List<String> problems = new ArrayList<>();
        Matcher used = USED.matcher(text);
        while (used.find()) {
            String other = used.group(1).replaceFirst("\\.$", "");
            if (!allowed(room, other)) {
                problems.add(room + " uses " + used.group());
            }
        }
        if (PURE.contains(room) && HTTP_OR_JSON.matcher(text).find()) {
            problems.add(room + " knows HTTP or JSON");
        }
        return problems;
    }

    private static boolean allowed(String room, String other) {
        return room.isEmpty()
                || (ROOMS.contains(other) && ROOMS.indexOf(other) <= ROOMS.indexOf(room));
    }

    /** Empty for the wiring; with a dot for a room inside a room. */
    private static String room(Path file) {
        Path below = SOURCES.relativize(file).getParent();
        return below == null ? "" : below.toString().replace(File.separatorChar, '.');
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("package-info.java"))
                            .toList();
            assertThat(sources).hasSizeGreaterThan(50);
            return sources;
        }
    }
}
