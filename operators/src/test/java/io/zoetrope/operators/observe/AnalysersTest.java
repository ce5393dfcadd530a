package io.zoetrope.operators.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.index.VectorSpace;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.Sampling;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysersTest {
    private static final Sampling SECONDS = Sampling.every(1_000_000);
    private static final FrameShape SHAPE = new FrameShape(2, 2, FrameShape.Fit.STRETCH, 0);
    private static final AnalyserSpec SPEC =
            AnalyserSpec.of("text", new ModelRef("ocr", "2"), SECONDS, SHAPE);

    /** So that there are indexes for all that they find. */
    @Test
    void whatTheyFindIsIndexedByTheirModels() {
        Analysers both = Analysers.of(TestingAnalyser.encoder(), TestingAnalyser.detector());
        AnalyserSpec detector = TestingAnalyser.detector().spec();

        assertThat(both.spaces())
                .containsExactly(
                        new VectorSpace(
                                FindingKind.MOMENT,
                                both.visual().model(),
                                both.visual().dimension()),
                        new VectorSpace(
                                FindingKind.OBJECT, detector.model(), detector.dimension()));
        assertThat(both.with(new TestingSentences()).spaces())
                .hasSize(4)
                .contains(
                        new VectorSpace(FindingKind.LINE, TestingSentences.MODEL, 1),
                        new VectorSpace(FindingKind.TEXT, TestingSentences.MODEL, 1));
    }

    @Test
    void askTheDecoderForWhatEachWants() {
        Analysers both = Analysers.of(TestingAnalyser.encoder(), TestingAnalyser.detector());

        assertThat(both.pictures())
                .extracting(PictureSampling::name)
                .containsExactly("visual", "objects");
        assertThat(both.visual().name()).isEqualTo("visual");
        assertThat(both.models()).containsOnlyKeys("visual", "objects");
        assertThat(SPEC.withLargePicture(960).pictures())
                .isEqualTo(new PictureSampling("text", SECONDS, SHAPE, 960));
    }

    @Test
    void refuseWhatCouldNotBeToldApart() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Analysers.of(TestingAnalyser.encoder(), TestingAnalyser.encoder()))
                .withMessageContaining("same name")
                .withMessageContaining("visual");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Analysers.of(TestingAnalyser.detector()))
                .withMessageContaining("'visual'");
    }

    @Test
    void areChosenByName() {
        Analysers both = Analysers.of(TestingAnalyser.encoder(), TestingAnalyser.detector());

        assertThat(both.only(List.of())).isEqualTo(both);
        assertThat(both.only(List.of("visual")).models()).containsOnlyKeys("visual");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> both.only(List.of("visual", "text")))
                .withMessageContaining("[visual, objects]")
                .withMessageContaining("text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> both.only(List.of("objects")))
                .withMessageContaining("'visual'");
    }

    @Test
    void areNoMoreThanOnePassServes() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Analysers.of(
                                        Collections.nCopies(17, TestingAnalyser.encoder())
                                                .toArray(Analyser[]::new)))
                .withMessageContaining("17 analysers")
                .withMessageContaining("16");
    }

    @Test
    void refuseLargerPicturesThanTheBound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withLargePicture(961))
                .withMessageContaining("'text'")
                .withMessageContaining("960");
    }

    @Test
    void cropsAreCutFromTheLargerPicture() {
        byte[] rgb = new byte[4 * 2 * 3];
        rgb[3 * 3] = 100;

        byte[] crop = new LargePicture(4, 2, rgb).crop(new Box(0.5f, 0, 1, 1), SHAPE);

        assertThat(crop).hasSize(SHAPE.bytes());
        assertThat(List.of(crop[0], crop[3], crop[6]))
                .containsExactly((byte) 0, (byte) 100, (byte) 0);
    }
}
