package io.zoetrope.media.ffmpeg.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.ffmpeg.demux.Orientation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingTest {
    @ParameterizedTest
    @CsvSource({
        // stored, aspect, turned, shape, fit; crop, inner
        "1920,1080,1,false, 224,224,STRETCH,     0,0,1920,1080, 224,224",
        "1920,1080,1,false, 224,224,CENTER_CROP, 420,0,1080,1080, 224,224",
        "1920,1080,1,false, 416,416,LETTERBOX,   0,0,1920,1080, 416,234",
        "1920,1080,1,true,  224,224,CENTER_CROP, 420,0,1080,1080, 224,224",
        "1920,1080,1,true,  416,416,LETTERBOX,   0,0,1920,1080, 234,416",
        "1080,1920,1,false, 224,224,CENTER_CROP, 0,420,1080,1080, 224,224",
        // Anamorphic: 720 stored pixels are shown 960 wide.
        "720,540,1.3333333,false, 100,100,CENTER_CROP, 156,0,405,540, 100,100",
        "720,540,1.3333333,false, 160,160,LETTERBOX, 0,0,720,540, 160,90",
        "16,16,1,false, 224,224,STRETCH, 0,0,16,16, 224,224",
        "4000,1,1,false, 64,64,LETTERBOX, 0,0,4000,1, 64,1",
        "4000,2,1,false, 64,64,CENTER_CROP, 1998,0,2,2, 64,64",
    })
    void fits(
            int width,
            int height,
            double aspect,
            boolean turned,
            int toWidth,
            int toHeight,
            FrameShape.Fit fit,
            int cropX,
            int cropY,
            int cropWidth,
            int cropHeight,
            int innerWidth,
            int innerHeight) {
        Fitting fitting =
                Fitting.of(
                        width,
                        height,
                        turned ? height : width * aspect,
                        turned ? width * aspect : height,
                        new Orientation(turned, turned, false),
                        new FrameShape(toWidth, toHeight, fit, 0));
        assertThat(fitting)
                .isEqualTo(
                        new Fitting(cropX, cropY, cropWidth, cropHeight, innerWidth, innerHeight));
    }
}
