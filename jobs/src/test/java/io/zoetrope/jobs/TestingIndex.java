package io.zoetrope.jobs;

import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** An index that keeps what it is given, as {@link TestingSink} does, and acknowledges at once. */
final class TestingIndex extends AbstractStreamOperatorFactory<VideoStatus>
        implements OneInputStreamOperatorFactory<IndexChange, VideoStatus> {
    private static final long serialVersionUID = 1L;

    private final String name;

    TestingIndex(String name) {
        this.name = name;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<VideoStatus>> T createStreamOperator(
            StreamOperatorParameters<VideoStatus> parameters) {
        return (T) new Keeping(name, parameters);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return Keeping.class;
    }

    private static final class Keeping extends AbstractStreamOperator<VideoStatus>
            implements OneInputStreamOperator<IndexChange, VideoStatus> {
        private static final long serialVersionUID = 1L;

        private final String name;

        private Keeping(String name, StreamOperatorParameters<VideoStatus> parameters) {
            super(parameters);
            this.name = name;
        }

        @Override
        public void processElement(StreamRecord<IndexChange> element) {
            IndexChange change = element.getValue();
            TestingSink.keep(name, change);
            if (change.status() != null) {
                output.collect(new StreamRecord<>(change.status()));
            }
        }
    }
}
