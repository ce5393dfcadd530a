package io.zoetrope.query.http.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.http.content.ByteRange.Unsatisfiable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 10, 0, 0",
        "bytes=2-5, 10, 2, 5",
        "bytes=2-, 10, 2, 9",
        "bytes=-3, 10, 7, 9",
        "bytes=-30, 10, 0, 9",
        "bytes=9-30, 10, 9, 9",
        "' bytes=0-1 ', 10, 0, 1"
    })
    void single(String header, long size, long from, long to) throws Unsatisfiable {
        assertThat(ByteRange.parse(header, size)).contains(new ByteRange(from, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-2",
                "bytes=0-1,3-4",
                "items=0-1",
                "bytes=-1-2",
                "bytes=9999999999999999999-"
            })
    void ignored(String header) throws Unsatisfiable {
        assertThat(ByteRange.parse(header, 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-, 10", "bytes=10-20, 10", "bytes=-0, 10", "bytes=0-, 0", "bytes=-5, 0"})
    void unsatisfiable(String header, long size) {
        assertThatThrownBy(() -> ByteRange.parse(header, size)).isInstanceOf(Unsatisfiable.class);
    }

    @Test
    void withoutAHeaderTheWhole() throws Unsatisfiable {
        assertThat(ByteRange.parse(null, 10)).isEmpty();
        assertThat(new ByteRange(2, 5).length()).isEqualTo(4);
    }
}
