package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.LabelTaskFields;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.IndexWriter;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of several instances of the service one is at a task. */
class LabelTasksITCase {
    private static final QueryServiceOptions.OpenSearch OPENSEARCH =
            QueryServiceOptions.of(
                            Map.of(
                                    QueryOption.OPENSEARCH,
                                    TestingServers.openSearch().uri().toString()))
                    .openSearch();

    @AutoClose
    private final IndexReader reader =
            new IndexReader(OPENSEARCH, "labels", 8, new SimpleMeterRegistry());

    @AutoClose private final IndexWriter writer = new IndexWriter(OPENSEARCH, 8);

    @BeforeEach
    void empty() {
        new TestingIndex(TestingServers.openSearch().uri()).recreate();
    }

    private LabelTasks of(String owner) {
        return new LabelTasks(reader, writer, owner);
    }

    @Test
    void oneHasItUntilItsTimeIsOver() throws IOException {
        LabelTasks first = of("first");
        LabelTasks second = of("second");
        first.schedule("t", "l", 1, "2026-01-31T12:00:00Z");
        LabelTask task = first.take("l").orElseThrow();
        assertThat(second.take("l")).isEmpty();
        assertThat(second.goOn(task)).as("it never had it").isEmpty();
        assertThat(first.goOn(task)).isPresent();
        assertThat(first.take("l")).as("its own").isPresent();

        endLease("l");
        assertThat(second.take("l")).isPresent();
        assertThat(first.goOn(task)).as("it was away too long").isEmpty();
        assertThat(first.take("l")).isEmpty();
    }

    @Test
    void ofManyAtOnceOneGetsIt() throws Exception {
        of("first").schedule("t", "l", 1, "2026-01-31T12:00:00Z");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Optional<LabelTask>>> takes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                LabelTasks one = of("instance-" + i);
                takes.add(() -> one.take("l"));
            }
            int took = 0;
            for (Future<Optional<LabelTask>> take : threads.invokeAll(takes)) {
                took += take.get().isPresent() ? 1 : 0;
            }
            assertThat(took).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    /** As time does. */
    private void endLease(String labelId) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("script")
                .put("source", "ctx._source." + LabelTaskFields.LEASED_UNTIL + " = 0");
        writer.update(IndexNames.LABEL_TASKS, labelId, body);
    }
}
