package io.zoetrope.operators.observe.analysers;

import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.runtime.speech.Transcript;
import io.zoetrope.models.runtime.speech.VoiceRequest;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.SoundAnalyser;
import io.zoetrope.operators.observe.SoundInput;
import io.zoetrope.operators.observe.SoundObservation;
import io.zoetrope.operators.observe.SoundSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes down what is said: voice activity finds speech and where it pauses, a recogniser is given
 * what lies between. What a recogniser hears where voice activity hears nobody is dropped.
 */
public final class SpeechAnalyser implements SoundAnalyser {
    private static final long serialVersionUID = 1L;

    private final PlannedSound voice;
    private final PlannedSound recognizer;
    private final SoundSpec spec;

    private transient SharedEngine<VoiceRequest, float[]> voices;
    private transient SharedEngine<float[], Transcript> transcripts;
    private transient Transcription transcription;

    /** Asks the recogniser again, which may hold it back. */
    private transient ExecutorService asking;

    /**
     * @param voice of task voice-activity
     * @param recognizer of task speech-recognizer
     */
    public SpeechAnalyser(PlannedSound voice, PlannedSound recognizer) {
        this.voice = voice;
        this.recognizer = recognizer;
        this.spec = new SoundSpec(Analysers.SPEECH, recognizer.ref(), Transcription.TAIL_US, 0);
    }

    @Override
    public SoundSpec spec() {
        return spec;
    }

    @Override
    public void open() {
        voices =
                InferenceEngines.voices(
                        voice.model().here(),
                        voice.model().runtime(),
                        InferenceEngines.Gathering.AUTO);
        transcripts =
                InferenceEngines.transcripts(
                        recognizer.model().here(),
                        recognizer.model().runtime(),
                        InferenceEngines.Gathering.AUTO);
        asking =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread thread = new Thread(work, "speech-rests");
                            thread.setDaemon(true);
                            return thread;
                        });
        transcription =
                new Transcription(
                        new Transcription.Rules(
                                voice.samples(), recognizer.samples(), recognizer.tellsTimes()),
                        voices::submit,
                        transcripts::submit,
                        asking);
    }

    @Override
    public List<SharedEngine<?, ?>> engines() {
        return List.of(voices, transcripts);
    }

    @Override
    public CompletableFuture<SoundObservation> listen(SoundInput segment)
            throws InterruptedException {
        return transcription.listen(segment);
    }

    /** The recogniser first: voice activity's threads may be held back by it. */
    @Override
    public void close() {
        if (transcripts != null) {
            transcripts.close();
        }
        if (voices != null) {
            voices.close();
        }
        if (asking != null) {
            asking.shutdownNow();
        }
    }
}
