package io.zoetrope.operators.parse;

import static io.zoetrope.operators.parse.TestingMessages.only;
import static io.zoetrope.operators.parse.TestingMessages.parse;
import static io.zoetrope.testing.events.RealMessages.eventBridge;
import static io.zoetrope.testing.events.RealMessages.records;
import static io.zoetrope.testing.events.RealMessages.s3;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreNotificationsTest {
    @ParameterizedTest
    @CsvSource({
        "aws:s3,   in/a+b%C3%A9.mp4, in/a bé.mp4",
        "minio:s3, in%2Fa+b.mp4, in/a b.mp4",
        "minio:s3, 50%25+off%2B.mp4, 50% off+.mp4",
        "ceph:s3,  a+b.mp4, a+b.mp4",
        "ceph:s3,  50% off.mp4, 50% off.mp4",
        "ceph:s3,  a%20b.mp4, a%20b.mp4",
    })
    void takesKeysAsTheirStoreWritesThem(String source, String key, String becomes)
            throws RejectedInput {
        VideoArrival arrival = only(records(s3(source, "ObjectCreated:Put", key, "", "1")));

        assertThat(arrival.video().uri()).isEqualTo("s3a://videos/" + becomes);
        assertThat(arrival.isFromStore()).isTrue();
    }

    @Test
    void eventBridgesKeysAreNotEncoded() throws RejectedInput {
        VideoArrival arrival = only(eventBridge("Object Created", "in/a+b 50%.mp4"));

        assertThat(arrival.video().uri()).isEqualTo("s3a://videos/in/a+b 50%.mp4");
        assertThat(arrival.notice().sequencer()).startsWith("617F08299329D1890");
    }

    @ParameterizedTest
    @CsvSource({
        "50% off.mp4, not url-encoded",
        "%ff.mp4, not url-encoded",
        "a%0ab.mp4, control character",
        "a%00.mp4, control character",
    })
    void refusesKeysThatCannotBeMeant(String key, String says) throws RejectedInput {
        List<ParsedEntry> entries =
                parse(records(s3("aws:s3", "ObjectCreated:Put", key, "", "1"))).entries();

        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).problem().reason()).isEqualTo("bad_field");
        assertThat(entries.get(0).problem().detail()).contains(says);
    }

    @Test
    void aBucketsNameIsNoPath() throws RejectedInput {
        String record = s3("aws:s3", "ObjectCreated:Put", "x.mp4", "", "1");

        ParsedEntry entry =
                parse(records(record.replace("\"name\":\"videos\"", "\"name\":\"a/../b\"")))
                        .entries()
                        .get(0);

        assertThat(entry.problem().detail()).contains("no name of a bucket");
    }

    @ParameterizedTest
    @CsvSource({
        "aws:s3,   ObjectRemoved:Delete, '', ''",
        "aws:s3,   ObjectRemoved:Delete, v1, v1",
        "aws:s3,   ObjectRemoved:DeleteMarkerCreated, v2, ''",
        "aws:s3,   LifecycleExpiration:Delete, '', ''",
        "aws:s3,   LifecycleExpiration:Delete, v1, v1",
        "aws:s3,   LifecycleExpiration:DeleteMarkerCreated, v2, ''",
        "minio:s3, s3:ObjectRemoved:Delete, '', ''",
        "ceph:s3,  ObjectLifecycle:Expiration:Current, '', ''",
        "ceph:s3,  s3:ObjectLifecycle:Expiration:DeleteMarker, '', ''",
        "ceph:s3,  ObjectLifecycle:Expiration:NonCurrent, '', ?",
        "ceph:s3,  ObjectLifecycle:Expiration:NonCurrent, v1, v1",
    })
    void tellsARemovalFromThatOfAVersion(
            String source, String name, String version, String goneVersion) throws RejectedInput {
        VideoArrival arrival = only(records(s3(source, name, "a.mp4", version, "1")));

        assertThat(arrival.type()).isEqualTo(ArrivalType.DELETED);
        assertThat(arrival.notice().goneVersion()).isEqualTo(goneVersion);
        assertThat(arrival.isGone()).isEqualTo(goneVersion.isEmpty());
    }

    @Test
    void tellsARemovalByEventBridgeFromThatOfAVersion() throws RejectedInput {
        String removal = eventBridge("Object Deleted", "a.mp4");

        assertThat(only(removal).isGone()).as("it names a version").isFalse();
        String marker = "\"deletion-type\":\"Delete Marker Created\",";
        assertThat(only(removal.replace("\"bucket\"", marker + "\"bucket\"")).isGone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:ObjectAccessed:Get",
                "s3:ObjectAccessed:Head",
                "ObjectTagging:Put",
                "ObjectTagging:Delete",
                "ObjectAcl:Put",
                "ObjectRestore:Post",
                "ObjectRestore:Completed",
                "LifecycleTransition",
                "s3:ObjectLifecycle:Transition:Current",
                "ObjectLifecycle:Expiration:AbortMultipartUpload",
                "IntelligentTiering",
                "s3:Replication:OperationCompletedReplication",
                "Replication:OperationFailedReplication",
                "ObjectSynced:Create",
                "s3:BucketCreated:*",
                "s3:Scanner:ManyVersions",
            })
    void countsAndIgnoresWhatChangesNoBytes(String name) throws RejectedInput {
        assertThat(parse(records(s3("minio:s3", name, "a.mp4", "", "1"))))
                .isEqualTo(new ParsedEvent(List.of(), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Object Tags Added", "Object ACL Updated", "Object Restore Completed"})
    void countsAndIgnoresThemByEventBridgeToo(String type) throws RejectedInput {
        assertThat(parse(eventBridge(type, "a.mp4"))).isEqualTo(new ParsedEvent(List.of(), 1));
    }

    @Test
    void settingATagOnMinioIsAnArrivalOfTheSameVersion() throws RejectedInput {
        assertThat(only(records(s3("minio:s3", "s3:ObjectCreated:PutTagging", "a.mp4", "", "2"))))
                .extracting(VideoArrival::type)
                .isEqualTo(ArrivalType.ARRIVED);
    }
}
