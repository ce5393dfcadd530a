package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** UP stands for the path of the upload folder. */
class TenantUploadsTest {
    @TempDir Path folder;
    private Path up;
    private TenantUploads uploads;

    @BeforeEach
    void files() throws IOException {
        up = folder.resolve("up");
        Files.createDirectories(up.resolve("tenant-a/1"));
        Files.createDirectories(up.resolve("tenant-b/1"));
        Files.writeString(up.resolve("tenant-b/1/x.mp4"), "theirs");
        uploads = of(Map.of(QueryOption.UPLOAD_DIR, up.toString()));
    }

    private static TenantUploads of(Map<QueryOption, String> options) {
        return new TenantUploads(QueryServiceOptions.of(options).media());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file://UP/tenant-b/1/x.mp4",
                "file:UP/tenant-b/1/x.mp4",
                "FILE://UP/tenant-b/1/x.mp4",
                "file:////UP/tenant-b/1/x.mp4",
                "file://UP/tenant-b/1/gone.mp4",
                "file://UP/tenant-b",
                "file://UP/tenant-ab/1/x.mp4",
                "file://UP/TENANT-A/1/x.mp4",
                "file://UP/.incoming/upload1.part",
                "file://UP/tenant-a/../tenant-b/1/x.mp4",
                "file://UP/tenant-a/1/../../tenant-b/1/x.mp4",
                "file://UP/../up/tenant-b/1/x.mp4",
                "file://UP//./tenant-b/1/x.mp4",
                "file://UP/tenant-a/%2e%2e/tenant-b/1/x.mp4",
                "file://UP/tenant-a/..%2Ftenant-b/1/x.mp4",
                "file://UP/tenant-a/%252e%252e/tenant-b/1/x.mp4",
                "file://UP/tenant-a/..%5ctenant-b/1/x.mp4",
                "file://UP/%74enant-b/1/x.mp4",
                "file://UP/tenant%2Db/1/x.mp4",
                "file:///elsewhere?/..UP/tenant-b/1/x.mp4",
                "file:///elsewhere#/..UP/tenant-b/1/x.mp4",
                "file://UP/tenant-b/1/x.mp4?/../../../tenant-a/1/x.mp4"
            })
    void anotherTenantsFileIsForeignHoweverItIsSpelled(String uri) {
        assertThat(uploads.isForeign("a", uri.replace("UP", up.toString()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file://UP/tenant-a/1/x.mp4",
                "file:UP/tenant-a/1/a%20b+c.mp4",
                "file://UP/tenant-b/../tenant-a/1/x.mp4",
                "file://UP/library/x.mp4",
                "file://UP-2/tenant-b/1/x.mp4",
                "file:///tenant-b/1/x.mp4",
                "http://127.0.0.1UP/tenant-b/1/x.mp4",
                "s3a://bucket/tenant-b/1/x.mp4",
                "file:///%00",
                "file:///%zz",
                ""
            })
    void whatIsOnesOwnOrNobodysIsNot(String uri) {
        assertThat(uploads.isForeign("a", uri.replace("UP", up.toString()))).isFalse();
    }

    @Test
    void linksLeadNoFurther() throws IOException {
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), up);
        Path into = Files.createSymbolicLink(folder.resolve("into"), up.resolve("tenant-b/1"));
        for (String uri :
                new String[] {
                    "file://" + alias + "/tenant-b/1/x.mp4",
                    "file://" + alias + "/tenant-b/1/gone.mp4",
                    "file://" + into + "/x.mp4"
                }) {
            assertThat(uploads.isForeign("a", uri)).as(uri).isTrue();
            assertThat(uploads.isForeign("b", uri)).as(uri).isFalse();
        }
        TenantUploads aliased = of(Map.of(QueryOption.UPLOAD_DIR, alias.toString()));
        assertThat(aliased.isForeign("a", "file://" + up + "/tenant-b/1/x.mp4")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://bucket/in/tenant-b/1/x.mp4",
                "s3://bucket/in/tenant-b/1/x.mp4",
                "S3A://Bucket/in/tenant-b/1/x.mp4",
                "s3a://bucket:443/in/tenant-b/1/x.mp4",
                "s3a://%62ucket/in/tenant-b/1/x.mp4",
                "s3a://bucket//in//tenant-b/1/x.mp4",
                "s3a://bucket/in/tenant-a/../tenant-b/1/x.mp4",
                "s3a://bucket/../in/tenant-b/1/x.mp4",
                "s3a://bucket/out/%2e%2e/in/tenant-b/1/x.mp4",
                "s3a://bucket/out/%252e%252e/in/tenant-b/1/x.mp4",
                "s3a://bucket/in%2Ftenant-b/1/x.mp4",
                "s3a://bucket/out?/../in/tenant-b/1/x.mp4",
                "s3a://bucket/out#/../in/tenant-b/1/x.mp4",
                "s3a://bucket/in/tenant-b/1/x.mp4?versionId=1"
            })
    void aBucketHasFoldersToo(String uri) {
        TenantUploads bucket = of(Map.of(QueryOption.UPLOAD_BUCKET, "s3a://bucket/in"));
        assertThat(bucket.isForeign("a", uri)).isTrue();
        assertThat(bucket.isForeign("b", uri)).isFalse();
    }

    @Test
    void ofABucketTheRestIsNobodys() {
        TenantUploads bucket = of(Map.of(QueryOption.UPLOAD_BUCKET, "s3a://bucket"));
        assertThat(bucket.isForeign("a", "s3a://bucket/tenant-b/1/x.mp4")).isTrue();
        for (String uri :
                new String[] {
                    "s3a://bucket/tenant-a/1/x.mp4",
                    "s3a://bucket/in/tenant-b/1/x.mp4",
                    "s3a://bucket-2/tenant-b/1/x.mp4",
                    "s3a://bucket/library/x.mp4",
                    "https://bucket/tenant-b/1/x.mp4"
                }) {
            assertThat(bucket.isForeign("a", uri)).as(uri).isFalse();
        }
    }
}
