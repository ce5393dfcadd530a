package io.zoetrope.models.sounds;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads WAV and AIFF files as a model wants them: mono, in [-1,1], at its sample rate. */
public final class WavSound {
    private static final int MAX_BYTES = 200 << 20;
    private static final float FULL_SCALE = 32768;
    private static final float LEAST_RATE = 1_000;
    private static final float MOST_RATE = 768_000;
    private static final int MOST_CHANNELS = 64;
    private static final int MOST_SECONDS = 600;

    private WavSound() {}

    /** As {@link #read(byte[], int)}. */
    public static float[] read(Path file, int rate) throws RejectedInput {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, file + ": ", rate);
        } catch (IOException e) {
            throw new RejectedInput(
                    Reason.DAMAGED_SOUND, file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * @param rate Hz wanted; other rates are brought to it by straight lines between samples, which
     *     is good enough for a query, or to try a model by hand
     * @throws RejectedInput {@code not_a_sound} or {@code damaged_sound}
     */
    public static float[] read(byte[] file, int rate) throws RejectedInput {
        try (InputStream in = new ByteArrayInputStream(file)) {
            return read(in, "", rate);
        } catch (IOException e) {
            throw new RejectedInput(Reason.DAMAGED_SOUND, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static float[] read(InputStream file, String name, int rate)
            throws IOException, RejectedInput {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file)) {
            requirePlausible(in.getFormat(), name);
            try (AudioInputStream pcm = AudioSystem.getAudioInputStream(sixteenBit(in), in)) {
                byte[] bytes = pcm.readNBytes(MAX_BYTES);
                float[] mono = mono(bytes, pcm.getFormat().getChannels());
                float own = pcm.getFormat().getSampleRate();
                if (mono.length > MOST_SECONDS * own) {
                    throw new RejectedInput(
                            Reason.DAMAGED_SOUND,
                            "%slonger than %s s; cut it".formatted(name, MOST_SECONDS));
                }
                return resample(mono, own, rate);
            }
        } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
            throw new RejectedInput(
                    Reason.NOT_A_SOUND, name + "expected a WAV or AIFF file with PCM samples", e);
        }
    }

    /** What is made of it grows as the rate falls, so a rate that a head makes up is refused. */
    private static void requirePlausible(AudioFormat format, String name) throws RejectedInput {
        boolean rate = format.getSampleRate() >= LEAST_RATE && format.getSampleRate() <= MOST_RATE;
        if (!rate || format.getChannels() < 1 || format.getChannels() > MOST_CHANNELS) {
            throw new RejectedInput(
                    Reason.DAMAGED_SOUND,
                    "%s%s samples a second in %s channels; 1,000 to 768,000 in 1 to 64 are read"
                            .formatted(name, format.getSampleRate(), format.getChannels()));
        }
    }

    private static AudioFormat sixteenBit(AudioInputStream in) {
        AudioFormat from = in.getFormat();
        return new AudioFormat(from.getSampleRate(), 16, from.getChannels(), true, false);
    }

    private static float[] mono(byte[] pcm, int channels) {
        float[] mono = new float[pcm.length / 2 / channels];
        for (int i = 0; i < mono.length; i++) {
            float sum = 0;
            for (int c = 0; c < channels; c++) {
                int at = (i * channels + c) * 2;
                sum += (short) ((pcm[at] & 0xff) | (pcm[at + 1] << 8));
            }
            mono[i] = sum / channels / FULL_SCALE;
        }
        return mono;
    }

    static float[] resample(float[] samples, float from, int to) {
        if (from == to || samples.length == 0) {
            return samples;
        }
        float[] out = new float[(int) (samples.length * (double) to / from)];
        for (int i = 0; i < out.length; i++) {
            double at = i * (double) from / to;
            int left = (int) at;
            int right = Math.min(left + 1, samples.length - 1);
            float part = (float) (at - left);
            out[i] = samples[left] * (1 - part) + samples[right] * part;
        }
        return out;
    }
}
