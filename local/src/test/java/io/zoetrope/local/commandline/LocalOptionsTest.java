package io.zoetrope.local.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.packages.ModelCatalog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalOptionsTest {
    @Test
    void emptyValuesAreDefaults() {
        String[] empty =
                Arrays.stream(LocalOption.values())
                        .map(option -> "--" + option.property() + "=")
                        .toArray(String[]::new);
        LocalOptions options = LocalOptions.parse(empty);
        assertThat(options).isEqualTo(LocalOptions.parse(new String[0]));
        assertThat(options.videos()).isEmpty();
        assertThat(options.ports()).isEqualTo(new LocalPorts(8080, 0, 0, 0, OptionalInt.empty()));
        assertThat(options.data()).isEqualTo(Path.of("zoetrope-data").toAbsolutePath());
        assertThat(options.once()).isFalse();
        assertThat(options.text()).isFalse();
        assertThat(options.models())
                .isEqualTo(
                        new ModelChoice(
                                List.of(),
                                ModelCatalog.DEFAULT_ENCODER,
                                ModelCatalog.DEFAULT_DETECTOR,
                                "auto",
                                "none",
                                "none",
                                ""));
    }

    @Test
    void eachIsUnderstood() {
        LocalOptions options =
                LocalOptions.parse(
                        new String[] {
                            "--port=1",
                            "--kafka.port=2",
                            "--opensearch.port=3",
                            "--flink.port=4",
                            "--data=/d",
                            "--default-data=/e",
                            "--models=/m",
                            "--encoder=e",
                            "--detector=d",
                            "--audio=h",
                            "--appearance=a",
                            "--speech=s",
                            "--models.mirror=http://m/"
                        });
        assertThat(options.ports()).isEqualTo(new LocalPorts(1, 2, 3, 4, OptionalInt.empty()));
        assertThat(options.data()).isEqualTo(Path.of("/d"));
        assertThat(options.models())
                .isEqualTo(
                        new ModelChoice(
                                List.of(Path.of("/m")), "e", "d", "h", "a", "s", "http://m/"));
    }

    @Test
    void theBuildsFolderIsTakenIfNoneIsGiven() {
        assertThat(LocalOptions.parse(new String[] {"--data=", "--default-data=/tmp/d"}).data())
                .isEqualTo(Path.of("/tmp/d"));
    }

    @Test
    void listsAreSplitAtCommas() {
        LocalOptions options =
                LocalOptions.parse(
                        new String[] {"--videos=/a, /b/c.mp4", "--once=true", "--text=true"});
        assertThat(options.videos()).containsExactly(Path.of("/a"), Path.of("/b/c.mp4"));
        assertThat(options.once()).isTrue();
        assertThat(options.text()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--port=http, -Dport is a number",
        "--kafka.port=70000, -Dkafka.port is a number from 0 to 65535",
        "--once=yes, -Donce is true or false",
        "--prot=80, is not understood",
        "videos, is not understood"
    })
    void whatIsWrongIsNamed(String argument, String message) {
        assertThatThrownBy(() -> LocalOptions.parse(new String[] {argument}))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining(message);
    }
}
