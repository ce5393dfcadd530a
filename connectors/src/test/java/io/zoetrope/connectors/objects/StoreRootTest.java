package io.zoetrope.connectors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreRootTest {
    @TempDir Path folder;

    @Test
    void leavesNothingBehindInAFolderThatIsMadeForIt() throws Exception {
        Path root = folder.resolve("a/b");

        StoreRoot.requireWritable(root.toUri().toString());

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void saysThatNothingCanBeWrittenThere() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> StoreRoot.requireWritable(file.toUri() + "/store"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("store.root " + file.toUri() + "/store cannot be used: ");
    }

    @ParameterizedTest
    @CsvSource({
        "s3a://bucket/zoetrope, plugins/",
        "s4://bucket/zoetrope, plugins/",
        "s3a://key:secret@bucket/zoetrope, 's3a://bucket/zoetrope cannot be used: it holds a login'",
        "store, no scheme",
        "' ', no scheme"
    })
    void saysWhatIsWrongWithTheUri(String root, String says) {
        assertThatThrownBy(() -> StoreRoot.requireWritable(root))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("store.root")
                .hasMessageContaining(says)
                .hasMessageNotContaining("secret");
    }
}
