package io.zoetrope.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownUriTest {
    @ParameterizedTest
    @CsvSource({
        "s3a://key:secret@videos/a.mp4, s3a://videos/a.mp4",
        "s3a://key:se@cret@videos/a.mp4, s3a://videos/a.mp4",
        "HTTPS://token@example.org/a.mp4, HTTPS://example.org/a.mp4",
        "https://example.org/a@b.mp4?c=d@e, https://example.org/a@b.mp4?c=d@e",
        "abfss://films@account.example.org/a.mp4, abfss://films@account.example.org/a.mp4",
        "'no such object: s3a://a:b@c/d, nor http://e:f@g', 'no such object: s3a://c/d, nor http://g'",
        "//a:b@c, //c",
        "a:b@c, a:b@c",
        "'', ''"
    })
    void holdsNoLogin(String text, String shown) {
        assertThat(ShownUri.in(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ann:secret@search:9200, https://search:9200",
        "https://ann:se/c@ret@search:9200, https://search:9200",
        "ann:secret@search:9200, search:9200",
        "secret@search:9200, search:9200",
        "search:9200, search:9200",
        "http://search:9200/x, http://search:9200/x"
    })
    void norDoesAServersAddress(String address, String shown) {
        assertThat(ShownUri.ofServer(address)).isEqualTo(shown);
    }

    /** As a web server may send for a redirect. */
    @Test
    @Timeout(20)
    void aLongTextIsReadInOnePass() {
        String text = "not a uri: http://" + ":".repeat(1_000_000) + "/@";
        assertThat(ShownUri.in(text)).isEqualTo(text);
    }

    @Test
    void norDoesAProblem() {
        String uri = "s3a://key:secret@videos/a.mp4";
        assertThat(new RejectedInput(Reason.NOT_FOUND, "no such object: " + uri))
                .hasMessage("no such object: s3a://videos/a.mp4");
        assertThat(Problem.of(Stage.PROBE, Reason.NOT_FOUND, "no such object: " + uri).detail())
                .isEqualTo("no such object: s3a://videos/a.mp4");
    }
}
