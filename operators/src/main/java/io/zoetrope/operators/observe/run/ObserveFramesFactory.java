package io.zoetrope.operators.observe.run;

import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedSegment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes {@link ObserveFrames} where it runs; each has analysers of its own. */
public final class ObserveFramesFactory extends AbstractStreamOperatorFactory<ObservedSegment>
        implements OneInputStreamOperatorFactory<DecodedSegment, ObservedSegment> {
    private static final long serialVersionUID = 1L;

    private final Analysers analysers;
    private final ObserveOptions options;

    public ObserveFramesFactory(Analysers analysers, ObserveOptions options) {
        this.analysers = analysers;
        this.options = options;
    }

    // Flink asks for any operator of these types; it gets the only one that there is.
    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<ObservedSegment>> T createStreamOperator(
            StreamOperatorParameters<ObservedSegment> parameters) {
        return (T) new ObserveFrames(parameters, analysers, options);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ObserveFrames.class;
    }
}
