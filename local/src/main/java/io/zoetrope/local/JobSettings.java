package io.zoetrope.local;

import io.zoetrope.jobs.AnalyserOptions;
import io.zoetrope.jobs.IndexOptions;
import io.zoetrope.jobs.PlaybackOptions;
import io.zoetrope.jobs.SourceOptions;
import io.zoetrope.jobs.TopicOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/** The job's options for a run on one machine. */
final class JobSettings {
    static final String ARRIVALS = TopicOptions.ARRIVALS_TOPIC.defaultValue();

    private JobSettings() {}

    /**
     * @param readable files and folders that the job may read
     */
    static Configuration of(
            LocalModels models, LocalServers servers, DataFolder data, List<Path> readable) {
        Configuration c = new Configuration();
        c.set(TopicOptions.KAFKA_SERVERS, servers.kafka());
        // Other models see all arrivals anew.
        c.set(TopicOptions.KAFKA_GROUP, "local-" + models.id());
        c.set(IndexOptions.OPENSEARCH_HOSTS, List.of(servers.openSearch().toString()));
        c.set(PlaybackOptions.LADDER, List.of(480));
        c.set(SourceOptions.STORE_ROOT, data.store().toUri().toString());
        c.set(SourceOptions.SOURCE_FOLDERS, readable.stream().map(Path::toString).toList());
        c.set(
                AnalyserOptions.MODEL_FOLDERS,
                models.folders().stream().map(Path::toString).toList());
        c.set(AnalyserOptions.ENCODER, models.encoder());
        c.set(AnalyserOptions.DETECTOR, models.detector());
        c.set(AnalyserOptions.APPEARANCE, models.appearance());
        c.set(AnalyserOptions.AUDIO, models.audio());
        c.set(AnalyserOptions.SPEECH, models.speech());
        return c;
    }
}
