package io.zoetrope.connectors.opensearch;

import static io.zoetrope.connectors.TestingRecords.DIMENSION;
import static io.zoetrope.connectors.TestingRecords.MODEL;
import static io.zoetrope.connectors.TestingRecords.moment;

import io.zoetrope.connectors.SharedNode;
import io.zoetrope.connectors.TestingDeadLetters;
import io.zoetrope.domain.IndexChange;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A writer of the sink, and a proxy that makes faults between it and a real node. */
final class WriterHarness implements AutoCloseable {
    private static final BulkOptions SMALL = new BulkOptions(10, 1 << 20, 500, 20_000, 20_000);

    final TestingTimers timers = new TestingTimers();
    final TestingDeadLetters letters = new TestingDeadLetters();
    final TestingSearch search;
    final TestingProxy proxy;
    private OpenSearchWriter writer;

    WriterHarness() throws Exception {
        String node = SharedNode.uri();
        OpenSearchBootstrap.prepare(OpenSearchOptions.of(node), MODEL, DIMENSION);
        search = new TestingSearch(node);
        proxy = new TestingProxy(URI.create(node));
        writer = open(OpenSearchOptions.of(proxy.uri()));
    }

    private OpenSearchWriter open(OpenSearchOptions options) throws Exception {
        SinkWriterMetricGroup metrics = UnregisteredMetricsGroup.createSinkWriterMetricGroup();
        ChangeApplier applier =
                new ChangeApplier(
                        SearchConnection.open(options),
                        letters.open(),
                        SMALL,
                        new SinkMetrics(metrics),
                        System::currentTimeMillis);
        return new OpenSearchWriter(applier, SMALL, timers, metrics);
    }

    /** A new writer, as after a failure: what the old one held is gone. */
    void restart(UnaryOperator<OpenSearchOptions> change) throws Exception {
        writer.close();
        writer = open(change.apply(OpenSearchOptions.of(proxy.uri())));
    }

    void write(IndexChange... changes) throws Exception {
        for (IndexChange change : changes) {
            writer.write(change, null);
        }
    }

    void writeMoments(String videoId, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            write(IndexChange.of(moment(videoId, i)));
        }
    }

    /** As a checkpoint does. */
    void flush() throws Exception {
        writer.flush(false);
    }

    List<String> paths() {
        return proxy.seen().stream().map(TestingProxy.Seen::path).toList();
    }

    @Override
    public void close() throws Exception {
        writer.close();
        proxy.close();
        search.close();
    }
}
