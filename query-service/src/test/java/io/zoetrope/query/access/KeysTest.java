package io.zoetrope.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of keys may hold. */
class KeysTest {
    private static final String HASH =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir Path folder;

    @Test
    void readsWhatIsRight() throws IOException {
        assertThat(read("{'keys': []}")).isEmpty();
        assertThat(read("{'keys': [" + key("") + "]}"))
                .singleElement()
                .extracting(ApiKey::tenant)
                .isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "nothing| is no file of keys, line 1",
                "{}| it has no 'keys'",
                "null| it has no 'keys'",
                "{'keys': [null]}| holds a key that is null",
                "{'keys': [KEY, KEY]}| key 'n' stands there twice",
                "{'keys': [KEY\"role\": \"root\"]}| is no file of keys",
                "{'keys': [{'name': 'n'}]}| key 'n': id has 12",
                "{'keys': [], 'more': 1}| is no file of keys"
            })
    void saysWhatIsWrongAndNothingOfWhatStandsThere(String json, String said) {
        assertThatThrownBy(() -> read(json.replace("KEY", key(""))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining(HASH);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"role\": \"root\"', role is read",
        "'\"role\": \"none\"', role is read",
        "'\"expires_at\": \"soon\"', expires_at is a time",
        "'\"requests_per_second\": 0', requests_per_second is from 1",
        "'\"profile\": \"a/b\"', profile is a name"
    })
    void aFieldIsNamed(String field, String said) {
        assertThatThrownBy(() -> read("{'keys': [" + key(", " + field) + "]}"))
                .hasMessageContaining(said);
    }

    private static String key(String more) {
        String role = more.contains("role") ? "" : ", 'role': 'read'";
        return "{'id': '0123456789ab', 'name': 'n', 'tenant': 't', 'sha256': '"
                + HASH
                + "'"
                + role
                + more
                + "}";
    }

    private List<ApiKey> read(String json) throws IOException {
        Path file = folder.resolve("keys.json");
        Files.writeString(file, json.replace('\'', '"'));
        return new KeyFile(file).read();
    }
}
