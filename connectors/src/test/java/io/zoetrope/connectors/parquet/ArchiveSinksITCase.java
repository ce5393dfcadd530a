package io.zoetrope.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive on a local disk, read back with DuckDB. */
class ArchiveSinksITCase {
    @TempDir Path root;

    @Test
    void isReadBackAsItWasWritten() throws Exception {
        ArchiveJob.run(root.toUri().toString(), new Configuration());
        leaveAnUnfinishedFile();
        ArchiveFacts.check(root);
    }

    // As a task manager leaves it that is killed: the readers' pattern must not find it.
    private void leaveAnUnfinishedFile() throws Exception {
        Path some;
        try (Stream<Path> files = Files.walk(root.resolve("archive/frames"))) {
            some = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Path unfinished = some.resolveSibling(".part-x-0.parquet.inprogress.0");
        Files.writeString(unfinished, "PAR1 unfinished");
        assertThat(unfinished).exists();
    }
}
