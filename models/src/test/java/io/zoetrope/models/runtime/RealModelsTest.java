package io.zoetrope.models.runtime;

import static io.zoetrope.models.packages.TestingPackages.real;
import static io.zoetrope.models.packages.TestingPackages.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.pictures.Pictures;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.speech.VoiceActivity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real models on real pictures and sounds, if the machine has them. */
class RealModelsTest {
    @TempDir Path folder;

    @Test
    void yoloxFindsDogBicycleAndCar() throws RejectedInput {
        try (ObjectDetector detector = ObjectDetector.open(yolox(), RuntimeOptions.CPU)) {
            byte[] file = shared("media/images/dog_bike_car.jpg");
            Picture picture = Pictures.read(file, detector.shape());
            assertThat(picture.displayedWidth()).isEqualTo(768);

            List<Detection> found = detector.detect(List.of(picture)).get(0);

            assertThat(found).extracting(Detection::label).contains("dog", "bicycle", "car");
            Detection dog = labelled(found, "dog");
            assertThat(dog.score()).isGreaterThan(0.5f);
            // The dog sits at the left, below the middle.
            assertThat(dog.box().x0()).isCloseTo(0.17f, within(0.03f));
            assertThat(dog.box().y0()).isCloseTo(0.38f, within(0.05f));
            assertThat(dog.box().x1()).isCloseTo(0.41f, within(0.04f));
            assertThat(dog.box().y1()).isCloseTo(0.94f, within(0.04f));
        }
    }

    private ModelPackage yolox() {
        String labels =
                IntStream.range(0, 80)
                        .mapToObj(
                                i ->
                                        i == 1
                                                ? "bicycle"
                                                : i == 2 ? "car" : i == 16 ? "dog" : "c" + i)
                        .collect(Collectors.joining(", "));
        return real(
                folder,
                "yolox-nano",
                """
                task: object-detector
                graphs:
                  detector:
                    file: yolox_nano.onnx
                    inputs: [{name: images, role: image, type: float32, shape: [1, 3, 416, 416]}]
                    outputs: [{name: output, role: raw, type: float32, shape: [1, 3549, 85]}]
                image: {width: 416, height: 416, fit: letterbox, pad: 114, layout: NCHW, colours: BGR}
                head: {kind: yolox, strides: [8, 16, 32], score_threshold: 0.3}
                labels: [%s]
                """
                        .formatted(labels),
                List.of("yolox-nano/yolox_nano.onnx"));
    }

    private static Detection labelled(List<Detection> found, String label) {
        return found.stream().filter(d -> d.label().equals(label)).findFirst().orElseThrow();
    }

    @Test
    void mobileNetNamesAnimals() throws RejectedInput {
        ModelPackage model =
                real(
                        folder,
                        "mobilenet-v2",
                        """
                        task: image-encoder
                        dimension: 1280
                        graphs:
                          image:
                            file: mobilenet_v2_1.0_224_quant.converted.onnx
                            inputs: [{name: input, role: image, type: float32, shape: [1, 224, 224, 3]}]
                            outputs:
                              - {name: scores, type: float32, shape: [1, 1001]}
                              - {name: embedding, type: float32, shape: [1, 1280]}
                        image:
                          {width: 224, height: 224, fit: stretch, layout: NHWC, colours: RGB,
                           mean: [128, 128, 128], std: [128, 128, 128]}
                        labels: {file: imagenet_labels.txt}
                        """,
                        List.of(
                                "mobilenet-v2/mobilenet_v2_1.0_224_quant.converted.onnx",
                                "mobilenet-v2/imagenet_labels.txt"));
        try (ImageEncoder encoder = ImageEncoder.open(model, RuntimeOptions.CPU)) {
            List<byte[]> pictures = new ArrayList<>();
            for (String name : List.of("parrot.jpg", "cat_720p.jpg")) {
                pictures.add(Pictures.read(shared("media/images/" + name), encoder.shape()).rgb());
            }

            List<List<LabelScore>> best = encoder.classify(pictures, 1);

            assertThat(best.get(0).get(0).label()).isEqualTo("macaw");
            assertThat(best.get(0).get(0).score()).isCloseTo(0.999f, within(0.01f));
            assertThat(best.get(1).get(0).label()).contains("cat");
            List<Vector> vectors = encoder.encode(pictures);
            assertThat(vectors.get(0).dimension()).isEqualTo(1280);
            assertThat(vectors.get(0).dot(vectors.get(1))).isLessThan(0.8f);
        }
    }

    @Test
    void osnetKnowsAPersonAgain() {
        ModelPackage model =
                real(
                        folder,
                        "osnet-x025",
                        """
                        task: appearance-encoder
                        dimension: 512
                        graphs:
                          image:
                            file: osnet_x0_25_msmt17.onnx
                            inputs: [{name: images, role: image, type: float32, shape: [1, 3, 256, 128]}]
                            outputs: [{name: output, role: embedding, type: float32, shape: [1, 512]}]
                        image:
                          {width: 128, height: 256, fit: stretch, layout: NCHW, colours: RGB,
                           scale: 0.00392156862745098,
                           mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225]}
                        """,
                        List.of("osnet/osnet_x0_25_msmt17.onnx"));
        try (ImageEncoder encoder = ImageEncoder.open(model, RuntimeOptions.CPU)) {
            byte[] early = TestingMedia.frame("media/videos/asl_book.mkv", 5, 128, 256);
            byte[] late = TestingMedia.frame("media/videos/asl_book.mkv", 100, 128, 256);
            byte[] toy = TestingMedia.frame("media/videos/toy_frog.mp4", 30, 128, 256);

            List<Vector> seen = encoder.encode(List.of(early, late, toy));

            assertThat(seen.get(0).dot(seen.get(1))).isGreaterThan(0.7f);
            assertThat(seen.get(0).dot(seen.get(1)))
                    .isGreaterThan(seen.get(0).dot(seen.get(2)) + 0.15f);
        }
    }

    @Test
    void yunetFindsAFace() {
        String tensors =
                List.of(8, 16, 32).stream()
                        .map(
                                s ->
                                        """
                                              - {name: cls_S, type: float32, shape: [1, N, 1]}
                                              - {name: obj_S, type: float32, shape: [1, N, 1]}
                                              - {name: bbox_S, type: float32, shape: [1, N, 4]}
                                        """
                                                .replace("S", "" + s)
                                                .replace("N", "" + 640 / s * (640 / s)))
                        .collect(Collectors.joining());
        ModelPackage model =
                real(
                        folder,
                        "yunet",
                        """
                        task: object-detector
                        graphs:
                          detector:
                            file: face_detection_yunet_2023mar.onnx
                            inputs: [{name: input, role: image, type: float32, shape: [1, 3, 640, 640]}]
                            outputs:
                        %simage: {width: 640, height: 640, fit: stretch, layout: NCHW, colours: BGR}
                        head: {kind: yunet, strides: [8, 16, 32], score_threshold: 0.7}
                        labels: [face]
                        """
                                .formatted(tensors),
                        List.of("yunet/face_detection_yunet_2023mar.onnx"));
        try (ObjectDetector detector = ObjectDetector.open(model, RuntimeOptions.CPU)) {
            byte[] woman = TestingMedia.frame("media/videos/asl_book.mkv", 30, 640, 640);
            byte[] toy = TestingMedia.frame("media/videos/toy_frog.mp4", 30, 640, 640);

            List<List<Detection>> found =
                    detector.detect(
                            List.of(new Picture(woman, 640, 480), new Picture(toy, 720, 480)));

            assertThat(found.get(0)).extracting(Detection::label).containsExactly("face");
            assertThat(found.get(0).get(0).score()).isCloseTo(0.91f, within(0.05f));
            assertThat(found.get(1)).isEmpty();
        }
    }

    @Test
    void sileroHearsSpeechInTwoThirdsOfTheAddress() {
        ModelPackage model =
                real(
                        folder,
                        "silero-vad",
                        """
                        task: voice-activity
                        graphs:
                          vad:
                            file: silero_vad.onnx
                            inputs:
                              - {name: input, role: waveform, type: float32, shape: [-1, -1]}
                              - {name: state, type: float32, shape: [2, -1, 128]}
                              - {name: sr, role: sample_rate, type: int64, shape: []}
                            outputs:
                              - {name: output, role: speech, type: float32, shape: [-1, 1]}
                              - {name: stateN, role: state, type: float32, shape: [-1, -1, -1]}
                        audio: {sample_rate: 16000, samples: 512, context: 64}
                        """,
                        List.of("silero-vad/silero_vad.onnx"));
        try (VoiceActivity voice = VoiceActivity.open(model, RuntimeOptions.CPU)) {
            float[] speech = voice.speech(TestingMedia.samples("media/speech/jfk.flac"));
            long spoken = IntStream.range(0, speech.length).filter(i -> speech[i] > 0.5f).count();

            assertThat(speech).hasSize(344);
            assertThat((double) spoken / speech.length).isCloseTo(0.68, within(0.01));
            for (float p : voice.speech(new float[16_000])) {
                assertThat(p).isLessThan(0.05f);
            }
        }
    }

    @Test
    void yamnetHearsSpeech() {
        String labels =
                IntStream.range(0, 521)
                        .mapToObj(i -> i == 0 ? "Speech" : "class-" + i)
                        .collect(Collectors.joining(", "));
        ModelPackage model =
                real(
                        folder,
                        "yamnet",
                        """
                        task: audio-encoder
                        dimension: 1024
                        graphs:
                          audio:
                            file: yamnet.converted.onnx
                            inputs: [{name: input, role: waveform, type: float32, shape: [1, 15600]}]
                            outputs:
                              - {name: scores, type: float32, shape: [1, 521]}
                              - {name: embedding, type: float32, shape: [1, 1024]}
                        audio: {sample_rate: 16000, samples: 15600}
                        labels: [%s]
                        """
                                .formatted(labels),
                        List.of("yamnet/yamnet.converted.onnx"));
        try (AudioEncoder encoder = AudioEncoder.open(model, RuntimeOptions.CPU)) {
            float[] samples = TestingMedia.samples("media/speech/jfk.flac");
            float[] second = Arrays.copyOfRange(samples, 15_600, 2 * 15_600);

            LabelScore best = encoder.classify(List.of(second), 1).get(0).get(0);

            assertThat(best.label()).isEqualTo("Speech");
            assertThat(best.score()).isGreaterThan(0.8f);
            assertThat(encoder.encode(List.of(second)).get(0).dimension()).isEqualTo(1024);
        }
    }
}
