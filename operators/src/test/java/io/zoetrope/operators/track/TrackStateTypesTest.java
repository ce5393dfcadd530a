package io.zoetrope.operators.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.follow.Tracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** A tracker's state is written by Flink, never by Kryo, and comes back as it was. */
class TrackStateTypesTest {
    @Test
    void comesBackAsItWas() throws IOException {
        Configuration noKryo = new Configuration();
        noKryo.set(PipelineOptions.GENERIC_TYPES, false);
        TypeSerializer<TrackerState> serializer =
                TypeInformation.of(TrackerState.class)
                        .createSerializer(new SerializerConfigImpl(noKryo));
        Tracker tracker = new Tracker(TrackOptions.of(1.5));
        for (int i = 0; i < 12; i++) {
            tracker.update(i * 40_000L, seen(i));
        }

        DataOutputSerializer bytes = new DataOutputSerializer(1_024);
        serializer.serialize(tracker.state(), bytes);
        TrackerState state =
                serializer.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));

        assertThat(serializer.getClass().getSimpleName()).isEqualTo("PojoSerializer");
        assertThat(state).usingRecursiveComparison().isEqualTo(tracker.state());
        Tracker restored = new Tracker(TrackOptions.of(1.5), state);
        for (int i = 12; i < 30; i++) {
            assertThat(restored.update(i * 40_000L, seen(i)))
                    .isEqualTo(tracker.update(i * 40_000L, seen(i)));
        }
    }

    @Test
    void whatIsMissingHasADefault() {
        TrackerState state = new TrackerState(0, 0, 0, null, null, null, null);

        assertThat(new Tracker(TrackOptions.of(1.5), state).update(0, seen(0)).dropped()).isZero();
        assertThat(new TrackPoint(1, 0, null, 0, null, true, null, null).label()).isEmpty();
    }

    private static List<Detection> seen(int i) {
        List<Detection> seen = new ArrayList<>();
        Vector look = new Vector(new float[] {.6f, .8f});
        seen.add(
                new Detection("cat", .9f, new Box(.1f + .01f * i, .2f, .3f + .01f * i, .5f), look));
        if (i % 3 > 0) {
            seen.add(new Detection("cat", .8f, new Box(.7f, .2f, .9f, .5f), look));
        }
        return seen;
    }
}
