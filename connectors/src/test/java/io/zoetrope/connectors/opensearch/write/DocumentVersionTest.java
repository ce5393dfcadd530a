package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.GENERATION;
import static io.zoetrope.connectors.TestingRecords.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.status.VideoProgress;
import io.zoetrope.domain.status.VideoStage;
import io.zoetrope.domain.status.VideoStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentVersionTest {
    @Test
    void whatComesAfterIsHigher() {
        List<Long> versions = new ArrayList<>();
        for (long generation = GENERATION; generation < GENERATION + 3; generation++) {
            versions.add(DocumentVersion.of(VideoStatus.deleted(video("v"), generation, 0)));
            versions.add(version(generation, IndexingState.ARRIVED, 0));
            for (int segments : new int[] {0, 1, 2, 100, 19_999}) {
                versions.add(version(generation, IndexingState.INDEXING, segments));
            }
            versions.add(version(generation, IndexingState.PARTIAL, 3));
        }
        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void oneLastStatusReplacesAnother() {
        assertThat(version(GENERATION, IndexingState.READY, 6))
                .isEqualTo(version(GENERATION, IndexingState.FAILED, 0))
                .isEqualTo(version(GENERATION, IndexingState.PARTIAL, 3));
        assertThat(version(GENERATION, IndexingState.INDEXING, Integer.MAX_VALUE))
                .isLessThan(version(GENERATION, IndexingState.READY, 0));
    }

    // A producer chooses the time of its message.
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 1L << 42, 1L << 50, Long.MAX_VALUE})
    void anyGenerationIsAVersion(long generation) {
        assertThat(version(generation, IndexingState.READY, 0)).isPositive();
    }

    private static long version(long generation, IndexingState state, int segments) {
        return DocumentVersion.of(
                VideoStatus.of(video("v"), generation, state, 0, 0)
                        .with(null, VideoProgress.of(VideoStage.ANALYSING, segments, 0)));
    }
}
