package io.zoetrope.jobs;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** In how many subtasks steps run, and in which slots. */
record Placement(ReadableConfig options) {
    /** In the slots that decode, with the parallelism that is asked for, or else the job's own. */
    <T> SingleOutputStreamOperator<T> sized(
            SingleOutputStreamOperator<T> step, ConfigOption<Integer> parallelism) {
        int asked = options.get(parallelism);
        return grouped(asked > 0 ? step.setParallelism(asked) : step);
    }

    /** In the slots that decode, in one subtask. */
    <T> SingleOutputStreamOperator<T> single(SingleOutputStreamOperator<T> step) {
        return grouped(step.setParallelism(1));
    }

    /** In the slots that decode. */
    <T> SingleOutputStreamOperator<T> grouped(SingleOutputStreamOperator<T> step) {
        return step.slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
    }
}
