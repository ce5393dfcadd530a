package io.zoetrope.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.connectors.TestingRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What somebody who has the archive asks of it, in the SQL that docs/archive.md gives: the texts
 * are taken from there.
 */
final class ArchiveQuestions {
    private static final Path DOCS = Path.of("../docs/archive.md");

    private ArchiveQuestions() {}

    static void check(Duck duck, Path root) throws Exception {
        duck.run(question("what counts", root));
        assertThat(duck.query(question("seconds on screen", root)))
                .as("ten objects are dogs and twenty are cars, each for two seconds")
                .containsExactly("cars|car|40.0|20", "cars|dog|20.0|10");
        assertThat(duck.query(question("said near", root)))
                .as("dogs are seen every three seconds from 0 to 29 s, lines said from 0 to 23 s")
                .startsWith("video|0.0|Where are the children?|0.0")
                .hasSize(ArchiveJob.WORDS);
        assertThat(duck.query(whereAt(question("where an object was", root))))
                .as("a second after object 7 came")
                .containsExactly("0.375|0.625");
        assertThat(duck.query(question("shots per minute", root)))
                .as("thirty shots of four seconds")
                .containsExactly("video|s3a://media/video.mp4|30|15.0");
    }

    private static String whereAt(String sql) {
        return sql.replace("'ID'", "'" + TestingRecords.object("video", 7).objectId() + "'")
                .replace("US ", "8000000 ");
    }

    /** The block of SQL below a heading that holds these words. */
    private static String question(String words, Path root) throws Exception {
        List<String> sql = new ArrayList<>();
        boolean below = false;
        for (String line : Files.readAllLines(DOCS)) {
            if (line.startsWith("## ")) {
                below = line.toLowerCase(Locale.ROOT).contains(words);
            } else if (below && line.startsWith("    ")) {
                sql.add(line.strip());
            }
        }
        assertThat(sql).as(words).isNotEmpty();
        return String.join("\n", sql).replace("STORE", root.toString());
    }
}
