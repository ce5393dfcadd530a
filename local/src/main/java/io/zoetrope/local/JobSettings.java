package io.zoetrope.local;

import io.zoetrope.jobs.IndexVideosOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/** The job's options for a run on one machine. */
final class JobSettings {
    static final String ARRIVALS = IndexVideosOptions.ARRIVALS_TOPIC.defaultValue();

    private JobSettings() {}

    /**
     * @param readable files and folders that the job may read
     */
    static Configuration of(
            LocalModels models, LocalServers servers, DataFolder data, List<Path> readable) {
        Configuration c = new Configuration();
        c.set(IndexVideosOptions.KAFKA_SERVERS, servers.kafka());
        // Other models see all arrivals anew.
        c.set(IndexVideosOptions.KAFKA_GROUP, "local-" + models.id());
        c.set(IndexVideosOptions.OPENSEARCH_HOSTS, List.of(servers.openSearch().toString()));
        c.set(IndexVideosOptions.STORE_ROOT, data.store().toUri().toString());
        c.set(IndexVideosOptions.SOURCE_FOLDERS, readable.stream().map(Path::toString).toList());
        c.set(
                IndexVideosOptions.MODEL_FOLDERS,
                models.folders().stream().map(Path::toString).toList());
        c.set(IndexVideosOptions.ENCODER, models.encoder());
        c.set(IndexVideosOptions.DETECTOR, models.detector());
        return c;
    }
}
