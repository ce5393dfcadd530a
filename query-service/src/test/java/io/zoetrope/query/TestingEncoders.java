package io.zoetrope.query;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.AppearanceEncoder;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.SoundEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Encoders of all sources, all into the space of {@link TestingQueryEncoder}. */
public final class TestingEncoders {
    private TestingEncoders() {}

    public static Encoders with(TestingQueryEncoder encoder) {
        return new Encoders(
                encoder,
                Optional.of(encoder),
                Optional.of(new Sounds()),
                Optional.of(look(encoder)));
    }

    private static AppearanceEncoder look(TestingQueryEncoder encoder) {
        return new AppearanceEncoder() {
            @Override
            public Vector look(byte[] bytes) throws RejectedInput {
                return encoder.image(bytes);
            }

            @Override
            public ModelRef model() {
                return TestingQueryEncoder.MODEL;
            }

            @Override
            public void close() {}
        };
    }

    /** Behind {@code RIFF} stands in words what is heard. */
    public static byte[] sound(String words) {
        return ("RIFF" + words).getBytes(StandardCharsets.UTF_8);
    }

    private static final class Sounds implements SoundEncoder {
        @Override
        public Vector sound(byte[] bytes) throws RejectedInput {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (!text.startsWith("RIFF")) {
                throw new RejectedInput(Reason.NOT_A_SOUND, "no sound");
            }
            return TestingQueryEncoder.vector(text.substring(4));
        }

        @Override
        public int dimension() {
            return TestingQueryEncoder.DIMENSION;
        }

        @Override
        public ModelRef model() {
            return TestingQueryEncoder.MODEL;
        }

        @Override
        public String provider() {
            return "cpu";
        }

        @Override
        public String space() {
            return TestingQueryEncoder.MODEL.name();
        }

        @Override
        public void close() {}
    }
}
