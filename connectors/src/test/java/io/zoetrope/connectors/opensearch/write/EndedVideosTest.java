package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.connectors.opensearch.EndedVideo;
import io.zoetrope.domain.IndexingState;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.api.Test;

class EndedVideosTest {
    private final EndedVideos ended = new EndedVideos();

    @Test
    void theLastWordOfEachIsKeptUntilAllAreTaken() {
        ended.add(EndedVideo.of(status("a", IndexingState.READY, 3)));
        ended.add(EndedVideo.of(status("b", IndexingState.PARTIAL, 1)));
        ended.add(EndedVideo.of(status("a", IndexingState.READY, 2)));

        assertThat(ended.takeAll())
                .extracting(video -> video.video().videoId() + video.found().moments())
                .containsExactlyInAnyOrder("a2", "b1");
        ended.add(EndedVideo.of(status("c", IndexingState.READY, 1)));
        assertThat(ended.all()).isEmpty();
    }

    @Test
    void isWrittenByFlink() {
        Configuration noKryo = new Configuration();
        noKryo.set(PipelineOptions.GENERIC_TYPES, false);

        assertThat(
                        TypeInformation.of(EndedVideo.class)
                                .createSerializer(new SerializerConfigImpl(noKryo))
                                .getClass()
                                .getSimpleName())
                .isEqualTo("PojoSerializer");
    }
}
