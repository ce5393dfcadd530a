package io.zoetrope.query.embed;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.AudioEncoder;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.sounds.WavSound;
import java.util.Arrays;
import java.util.List;

/** Sounds that are sent along, as the windows of videos are embedded. */
public final class ModelSoundEncoder implements SoundEncoder {
    /** Of a window: so many places are tried for the loudest one. */
    private static final int STEPS = 4;

    private final AudioEncoder sounds;
    private final String space;

    private ModelSoundEncoder(AudioEncoder sounds, String space) {
        this.sounds = sounds;
        this.space = space;
    }

    /**
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing
     * @throws io.zoetrope.models.runtime.onnx.ModelException if it cannot run as asked
     */
    public static ModelSoundEncoder open(ModelPackage model, RuntimeOptions runtime) {
        return new ModelSoundEncoder(AudioEncoder.open(model, runtime), model.manifest().space());
    }

    @Override
    public Vector sound(byte[] bytes) throws RejectedInput {
        float[] samples = WavSound.read(bytes, sounds.sampleRate());
        float[] window = loudest(samples, sounds.samples());
        return Direction.ofMedia(sounds.encode(List.of(window)).get(0), model());
    }

    /** The window with the most energy: what somebody means by a sound is not its silence. */
    static float[] loudest(float[] samples, int window) {
        int best = 0;
        double most = -1;
        for (int from = 0; from + window <= samples.length; from += Math.max(1, window / STEPS)) {
            double energy = 0;
            for (int i = from; i < from + window; i++) {
                energy += samples[i] * samples[i];
            }
            if (energy > most) {
                most = energy;
                best = from;
            }
        }
        return Arrays.copyOfRange(samples, best, Math.min(samples.length, best + window));
    }

    @Override
    public int dimension() {
        return sounds.dimension();
    }

    @Override
    public ModelRef model() {
        return sounds.model();
    }

    @Override
    public String provider() {
        return sounds.provider().wireName();
    }

    @Override
    public String space() {
        return space;
    }

    @Override
    public void close() {
        sounds.close();
    }
}
