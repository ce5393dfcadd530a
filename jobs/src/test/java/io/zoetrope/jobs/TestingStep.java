package io.zoetrope.jobs;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** A last step that keeps what it is given, as {@link TestingSink} does. */
final class TestingStep<T> extends AbstractStreamOperatorFactory<Void>
        implements OneInputStreamOperatorFactory<T, Void> {
    private static final long serialVersionUID = 1L;

    private final String name;

    TestingStep(String name) {
        this.name = name;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <O extends StreamOperator<Void>> O createStreamOperator(
            StreamOperatorParameters<Void> parameters) {
        return (O) new Keeping<T>(name, parameters);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return Keeping.class;
    }

    private static final class Keeping<T> extends AbstractStreamOperator<Void>
            implements OneInputStreamOperator<T, Void> {
        private static final long serialVersionUID = 1L;

        private final String name;

        private Keeping(String name, StreamOperatorParameters<Void> parameters) {
            super(parameters);
            this.name = name;
        }

        @Override
        public void processElement(StreamRecord<T> element) {
            TestingSink.keep(name, element.getValue());
        }
    }
}
