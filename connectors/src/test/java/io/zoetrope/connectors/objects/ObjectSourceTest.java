package io.zoetrope.connectors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.sources.MediaSources;
import io.zoetrope.sources.SourcePolicy;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** As a number that is none in the plugin's settings, or credentials that are not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://media/in/a.mp4",
                "s3a://media.example.com:9000/a b.mp4",
                "abfss://films@account.dfs.example.net/a.mp4"
            })
    void aPluginThatCannotBeMadeIsAFailureOfItsStore(String uri) {
        for (RuntimeException thrown :
                List.of(
                        new NumberFormatException("For input string: \"ten\""),
                        new NullPointerException("no credentials"))) {
            assertThatThrownBy(() -> open(uri, thrown))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining(uri)
                    .hasMessageContaining(thrown.getMessage())
                    .hasMessageContaining("settings in the cluster's configuration")
                    .hasCause(thrown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a:///key",
                "s3a://buc_ket/key",
                "s3a://Bucket/key",
                "s3a://user:pass@bucket/key",
                "s3a://bucket:99999/key"
            })
    void whatAStoreSaysOfAnAddressThatIsOddIsAboutTheAddress(String uri) {
        RuntimeException thrown = new IllegalArgumentException("no bucket's name");
        assertThatThrownBy(() -> open(uri, thrown))
                .isInstanceOfSatisfying(
                        RejectedInput.class, e -> assertThat(e.reason()).isEqualTo("bad_uri"))
                .hasMessageContaining(uri.replace("user:pass@", ""))
                .hasCause(thrown);
    }

    /** A file system of a cluster, of whose keys some are none: there a name may have no colon. */
    @Test
    void whatAPluginThatIsMadeHasAgainstAKeyIsAboutTheKey() {
        RuntimeException thrown = new IllegalArgumentException("not a valid filename");
        assertThatThrownBy(() -> openMade("hdfs://node:8020/in/12:30.mp4", thrown))
                .isInstanceOfSatisfying(
                        RejectedInput.class, e -> assertThat(e.reason()).isEqualTo("bad_uri"))
                .hasMessageContaining("12:30.mp4")
                .hasCause(thrown);
    }

    @Test
    void aPluginThatFailsOverAKeyInAnotherWayIsAFailureOfItsStore() {
        RuntimeException thrown = new NullPointerException("no credentials");
        assertThatThrownBy(() -> openMade("hdfs://node:8020/in/a.mp4", thrown))
                .isExactlyInstanceOf(IOException.class)
                .hasCause(thrown);
    }

    private static ObjectSource openMade(String uri, RuntimeException thrown) throws Exception {
        return ObjectSource.open(
                uri,
                SourcePolicy.DEFAULT,
                path ->
                        new LocalFileSystem() {
                            @Override
                            public FileStatus getFileStatus(Path asked) {
                                throw thrown;
                            }
                        });
    }

    private static ObjectSource open(String uri, RuntimeException thrown) throws Exception {
        return ObjectSource.open(
                uri,
                SourcePolicy.DEFAULT,
                path -> {
                    throw thrown;
                });
    }
}
