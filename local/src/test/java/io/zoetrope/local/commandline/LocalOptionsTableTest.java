package io.zoetrope.local.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The properties as docs and build have them. */
class LocalOptionsTableTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String BEGIN = "| property | default | what it does |\n|---|---|---|\n";

    /** Run with {@code -Dzoetrope.write-docs=true} to write the table anew. */
    @Test
    void theTableInDocsIsThisOne() throws IOException {
        Path file = ROOT.resolve("docs/local-run.md");
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        assertThat(begin).isPositive();
        int end = text.indexOf("\n\n", begin) + 1;
        String expected = text.substring(0, begin) + table() + text.substring(end);
        if (Boolean.getBoolean("zoetrope.write-docs")) {
            Files.writeString(file, expected);
        }
        assertThat(file).as("run with -Dzoetrope.write-docs=true").hasContent(expected);
    }

    @Test
    void theBuildPassesEachOn() throws IOException {
        String root = Files.readString(ROOT.resolve("pom.xml"));
        String local = Files.readString(ROOT.resolve("local/pom.xml"));
        for (LocalOption option : properties().toList()) {
            assertThat(root).contains("<" + option.property() + "/>");
            assertThat(local)
                    .contains("<argument>--%s=${%1$s}</argument>".formatted(option.property()));
        }
        List<String> passed = local.lines().filter(line -> line.contains("<argument>--")).toList();
        assertThat(passed).hasSize(LocalOption.values().length);
    }

    private static Stream<LocalOption> properties() {
        return Arrays.stream(LocalOption.values()).filter(LocalOption::forPeople);
    }

    private static String table() {
        StringBuilder text = new StringBuilder(BEGIN);
        properties()
                .forEach(
                        option ->
                                text.append(
                                        "| `-D%s` | %s | %s |\n"
                                                .formatted(
                                                        option.property(),
                                                        value(option),
                                                        option.description())));
        return text.toString();
    }

    private static String value(LocalOption option) {
        String value = option.defaultValue();
        return value.isEmpty() ? "" : "`" + value + "`";
    }
}
