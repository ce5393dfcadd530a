package io.zoetrope.connectors.parquet;

import io.zoetrope.connectors.TestingRecords;
import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.Moment;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A small job that archives records with known values, on a cluster in this process. */
final class ArchiveJob {
    static final int FRAMES = 400;
    static final int MOMENTS = 30;

    private ArchiveJob() {}

    static void run(String root, Configuration configuration) throws Exception {
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        flink.enableCheckpointing(200);
        flink.fromSequence(0, FRAMES - 1)
                .map(i -> TestingRecords.frame("video", i.intValue()))
                .returns(TypeInformation.of(FrameRecord.class))
                .sinkTo(ArchiveSinks.frames(new Path(root)));
        flink.fromSequence(0, MOMENTS - 1)
                .map(i -> TestingRecords.moment("video", i.intValue()))
                .returns(TypeInformation.of(Moment.class))
                .sinkTo(ArchiveSinks.moments(new Path(root)));
        flink.execute("archive");
    }
}
