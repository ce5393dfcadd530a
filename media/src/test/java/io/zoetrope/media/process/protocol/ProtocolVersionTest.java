package io.zoetrope.media.process.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.media.clips.ClipReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A child of another build is refused at its first word, not misread later. */
class ProtocolVersionTest {
    /** Before clips said how many of their pictures were copied. */
    private static final int OLDER = 8;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final MessageOutput out = new MessageOutput(new StreamChannel(said), false);

    private MessageInput heard() {
        return new MessageInput(new ByteArrayInputStream(said.toByteArray()));
    }

    @Test
    void itsOwnIsTaken() throws IOException {
        Protocol.hello(out);
        Protocol.expectHello(heard());
    }

    @Test
    void anOlderOneIsRefused() throws IOException {
        out.begin(Kind.HELLO).putInt(Protocol.MAGIC).putInt(OLDER).send();
        assertThatThrownBy(() -> Protocol.expectHello(heard()))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("version 8 of the protocol");
    }

    @Test
    void aClipSaysHowManyOfItsPicturesWereCopied() throws IOException {
        ClipReport report = new ClipReport(70_000, 75, 50);
        ClipFormat.put(out.begin(Kind.REPORT), report);
        out.send();
        MessageInput in = heard();
        in.next();
        assertThat(ClipFormat.report(in)).isEqualTo(report);
        in.end();
    }
}
