package io.zoetrope.media.process.protocol;

import io.zoetrope.media.FramePicture;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Who asked for the pictures of one frame: on the wire a bit for each place in the request. Nobody
 * gets a picture twice, or one that he did not ask for, and who asked for two gets both or none.
 * For one frame.
 */
final class Askers {
    private final List<PictureSampling> all;
    private long served;
    private long servedLarge;

    Askers(ReadRequest request) {
        this.all = request.pictures();
    }

    static long of(FramePicture picture, ReadRequest request) {
        long bits = 0;
        for (int i = 0; i < request.pictures().size(); i++) {
            if (picture.names().contains(request.pictures().get(i).name())) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    List<String> names(long bits, boolean large, int width, int height) throws ProtocolViolation {
        long before = large ? servedLarge : served;
        boolean known = bits != 0 && bits >>> all.size() == 0 && (bits & before) == 0;
        ProtocolViolation.require(known, "a picture for nobody");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((bits >> i & 1) != 0) {
                PictureSampling asked = all.get(i);
                ProtocolViolation.require(
                        large
                                ? Math.max(width, height) <= asked.largeSide()
                                : width == asked.shape().width()
                                        && height == asked.shape().height(),
                        "a picture of another size");
                names.add(asked.name());
            }
        }
        ProtocolViolation.require(width > 0 && height > 0, "a picture without pixels");
        if (large) {
            servedLarge |= bits;
        } else {
            served |= bits;
        }
        return names;
    }

    /**
     * All pictures of the frame are here.
     *
     * @throws ProtocolViolation if somebody got only one of his two
     */
    void end() throws ProtocolViolation {
        long two = 0;
        for (int i = 0; i < all.size(); i++) {
            two |= all.get(i).largeSide() > 0 ? 1L << i : 0;
        }
        ProtocolViolation.require(servedLarge == (served & two), "one picture of two");
    }
}
