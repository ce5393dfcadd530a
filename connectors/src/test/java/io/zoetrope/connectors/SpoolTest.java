package io.zoetrope.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.testing.process.ChildJvm;
import io.zoetrope.testing.process.ChildOptions;
import io.zoetrope.testing.process.ClassLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SpoolTest {
    @TempDir Path folder;
    @TempDir Path logs;

    /** Another process: has a file in its spool until it is killed. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            Files.writeString(Spool.open(Path.of(args[0])).newFile(".part"), "half");
            System.out.println("SPOOLED");
            new CountDownLatch(1).await();
        }
    }

    @Test
    void whatAKilledProcessLeftGoesWhenAnotherBeginsAndNothingElse() throws Exception {
        Path foreign = Files.createFile(folder.resolve("zoetrope-archive-1.parquet"));
        Path own = Spool.open(folder).newFile(".part");
        try (ChildJvm other = start()) {
            other.awaitLine("SPOOLED", Duration.ofSeconds(30));
            Spool.open(folder);
            assertThat(parts()).as("while both live").hasSize(2).contains(own);

            other.kill();
            Spool.open(folder);
            assertThat(parts()).containsExactly(own);
        }
        assertThat(foreign).exists();
    }

    @Test
    void aFileMayBeMadeThoughTheFolderWasTidiedAway() throws Exception {
        Spool spool = Spool.open(folder);
        Path first = spool.newFile(".part");
        Files.delete(first);
        Files.delete(first.getParent());

        assertThat(spool.newFile(".part")).isEmptyFile();
    }

    private ChildJvm start() {
        List<String> classes =
                Stream.of(Spool.class, SpoolTest.class, LoggerFactory.class)
                        .map(type -> ClassLocation.of(type).toString())
                        .toList();
        return ChildJvm.start(
                new ChildOptions(
                        "holder",
                        logs,
                        List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                        classes,
                        Holder.class.getName(),
                        List.of(folder.toString()),
                        Map.of()));
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }
}
