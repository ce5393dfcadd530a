package io.zoetrope.query.labels;

import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.IndexWriter;
import io.zoetrope.query.labels.examples.FindingReader;
import io.zoetrope.query.paging.Seal;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * What the service needs to teach and to spread labels.
 *
 * @param spreading to be started, and closed by the caller
 */
public record LabelParts(LabelsApi api, LabelFilesApi files, SpreadLabels spreading) {
    /**
     * @param tellJob takes the key and the text of a message on {@code video.control}
     */
    public static LabelParts of(
            IndexReader reader,
            IndexWriter writer,
            BiConsumer<String, String> tellJob,
            Seal seal,
            MeterRegistry metrics) {
        LabelLog log = new LabelLog(reader, writer);
        FindingReader findings = new FindingReader(reader);
        LabelMeanings meanings = new LabelMeanings(findings);
        LabelTasks tasks = new LabelTasks(reader, writer, UUID.randomUUID().toString());
        SpreadLabel spread =
                new SpreadLabel(log, meanings, new LabelledFindings(reader, writer), tasks);
        Clock clock = Clock.systemUTC();
        Attempts attempts = new Attempts(metrics, clock);
        SpreadLabels spreading =
                new SpreadLabels(
                        log,
                        spread,
                        tasks,
                        new EndedVideos(log, spread, tasks, reader, attempts),
                        new UnscheduledLabels(log, tasks, clock),
                        attempts,
                        tellJob);
        Teaching teaching = new Teaching(log, findings, spread, tasks, spreading::wake, clock);
        LabelCounts counts = new LabelCounts(reader, tasks);
        return new LabelParts(
                new LabelsApi(log, teaching, new Candidates(findings, meanings), counts),
                new LabelFilesApi(log, teaching, counts, seal),
                spreading);
    }
}
