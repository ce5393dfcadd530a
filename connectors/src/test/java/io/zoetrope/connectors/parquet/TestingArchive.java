package io.zoetrope.connectors.parquet;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/** The archive of this package's tests, for tests of other stores. */
public final class TestingArchive {
    private TestingArchive() {}

    public static void write(String root, Configuration configuration) throws Exception {
        ArchiveJob.run(root, configuration);
    }

    /** Reads a copy of it with DuckDB. */
    public static void check(Path root) throws Exception {
        ArchiveFacts.check(root);
    }
}
