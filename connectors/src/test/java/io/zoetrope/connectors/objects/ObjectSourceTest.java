package io.zoetrope.connectors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.sources.MediaSources;
import io.zoetrope.sources.SourcePolicy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectSourceTest {
    @Test
    void prefixesEndAtAPathSegmentAndSeeThroughDots() {
        MediaSources bucket =
                MediaSources.of(
                        SourcePolicy.DEFAULT.withPrefixes(List.of("s3a://media/in")),
                        ObjectSource::open);
        for (String uri :
                List.of("s3a://media/inside/k", "s3a://media/in/../k", "s3a://media-2/in/k")) {
            assertThatThrownBy(() -> bucket.open(uri))
                    .isInstanceOfSatisfying(
                            RejectedInput.class,
                            e -> assertThat(e.reason()).isEqualTo("forbidden_uri"));
        }
    }

    @Test
    void aSchemeWithoutAPluginSaysSo() {
        MediaSources odd =
                MediaSources.of(
                        SourcePolicy.DEFAULT.withSchemes(Set.of("nofs")), ObjectSource::open);
        assertThatThrownBy(() -> odd.open("nofs://bucket/key"))
                .isInstanceOf(RejectedInput.class)
                .hasMessageContaining("no file system plugin");
    }
}
