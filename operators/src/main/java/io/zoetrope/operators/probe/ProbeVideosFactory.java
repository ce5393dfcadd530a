package io.zoetrope.operators.probe;

import io.zoetrope.domain.VideoArrival;
import io.zoetrope.operators.VideoAccess;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes {@link ProbeVideos} where it runs. */
public final class ProbeVideosFactory extends AbstractStreamOperatorFactory<ProbeOutcome>
        implements OneInputStreamOperatorFactory<VideoArrival, ProbeOutcome> {
    private static final long serialVersionUID = 1L;

    private final VideoAccess access;
    private final ProbeOptions options;

    public ProbeVideosFactory(VideoAccess access, ProbeOptions options) {
        this.access = access;
        this.options = options;
        this.chainingStrategy = ChainingStrategy.ALWAYS;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<ProbeOutcome>> T createStreamOperator(
            StreamOperatorParameters<ProbeOutcome> parameters) {
        return (T) new ProbeVideos(access, options, parameters);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ProbeVideos.class;
    }
}
