package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.options.QueryServiceOptions;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketUploadsTest {
    private static final String ID = "0123456789abcdef01234567";

    /** Whatever is removed with a video, it is a file that was made for that tenant here. */
    @ParameterizedTest
    @CsvSource({
        "s3a://b/in/tenant-t/ID/a.mp4, true",
        "s3://b/in/tenant-t/ID/a.mp4, true",
        "s3a://b/in/tenant-u/ID/a.mp4, false",
        "s3a://b/in/tenant-t2/ID/a.mp4, false",
        "s3a://b/in/tenant-t/ID/, false",
        "s3a://b/in/tenant-t/ID/a/b.mp4, false",
        "s3a://b/in/tenant-t/dailies/a.mp4, false",
        "s3a://b/in/tenant-t/../tenant-u/ID/a.mp4, false",
        "s3a://b/tenant-t/ID/a.mp4, false",
        "s3a://other/in/tenant-t/ID/a.mp4, false",
        "https://b/in/tenant-t/ID/a.mp4, false"
    })
    void knowsItsOwn(String uri, boolean own) {
        QueryServiceOptions.S3 s3 =
                new QueryServiceOptions.S3(
                        Optional.of(URI.create("http://127.0.0.1:9")), "eu-west-1", true, "k", "s");
        try (BucketUploads uploads = new BucketUploads(URI.create("s3a://b/in/"), s3)) {
            String end = "://b/in/tenant-t/" + ID + "/a.mp4";
            if (own) {
                assertThat(uploads.spellings("t", uri.replace("ID", ID)))
                        .containsExactly("s3" + end, "s3a" + end, "s3n" + end);
            } else {
                assertThat(uploads.spellings("t", uri.replace("ID", ID))).isEmpty();
            }
        }
    }
}
