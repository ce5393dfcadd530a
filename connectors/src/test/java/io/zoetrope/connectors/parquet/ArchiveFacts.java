package io.zoetrope.connectors.parquet;

import static io.zoetrope.connectors.TestingRecords.DIMENSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.connectors.TestingRecords;
import java.nio.file.Path;
import java.util.Arrays;

/** What must be read back from the folder that {@link ArchiveJob} wrote. */
final class ArchiveFacts {
    private ArchiveFacts() {}

    static void check(Path root) throws Exception {
        String frames = "read_parquet('" + root + "/archive/frames/**/part-*.parquet'";
        String moments = "read_parquet('" + root + "/archive/moments/**/part-*.parquet')";
        try (Duck duck = new Duck()) {
            checkFrames(duck, frames + ")", frames + ", hive_partitioning = true)");
            checkVectors(duck, frames + ")");
            checkMoments(duck, moments);
            checkTracks(duck, "read_parquet('" + root + "/archive/tracks/**/part-*.parquet'");
            checkShots(duck, "read_parquet('" + root + "/archive/shots/**/part-*.parquet'");
            checkSounds(duck, "read_parquet('" + root + "/archive/sounds/**/part-*.parquet')");
            checkWords(duck, root);
            ArchiveQuestions.check(duck, root);
            checkRemovals(
                    duck,
                    moments,
                    "read_parquet('" + root + "/archive/removals/**/part-*.parquet')");
            assertThat(
                            duck.query(
                                    "select distinct compression from parquet_metadata('"
                                            + root
                                            + "/archive/frames/**/*.parquet')"))
                    .containsExactly("ZSTD");
            checkVectorColumns(duck, "parquet_metadata('" + root + "/archive/**/part-*.parquet')");
        }
    }

    // A dictionary of values that never repeat would fill a megabyte of memory for every file.
    private static void checkVectorColumns(Duck duck, String columns) throws Exception {
        assertThat(
                        duck.query(
                                "select count(*) > 0,"
                                        + " bool_and(encodings like '%BYTE_STREAM_SPLIT%'),"
                                        + " count(dictionary_page_offset) from "
                                        + columns
                                        + " where path_in_schema like 'vector%'"))
                .containsExactly("true|true|0");
    }

    private static void checkFrames(Duck duck, String frames, String partitioned) throws Exception {
        assertThat(
                        duck.query(
                                "select count(*), count(distinct pts_us), min(pts_us), max(pts_us),"
                                        + " min(tenant), min(uri), min(version) from "
                                        + frames))
                .containsExactly("400|400|0|399000000|acme|s3a://media/video.mp4|etag-1");
        assertThat(
                        duck.query(
                                "select model, date, count(*) from "
                                        + partitioned
                                        + " group by all order by date"))
                .containsExactly("scenes-1|2026-03-01|200", "scenes-1|2026-03-02|200");
        assertThat(
                        duck.query(
                                "select segment, key_frame, detections[1].label, detections[1].score,"
                                        + " detections[1].y1, len(detections[1].appearance) from "
                                        + frames
                                        + " where pts_us = 10000000"))
                .containsExactly("1|keyframes/video/x.jpg|car|0.75|0.4|" + DIMENSION);
        assertThat(
                        duck.query(
                                "select len(detections), epoch_ms(arrived_at) from "
                                        + frames
                                        + " where pts_us = 7000000"))
                .containsExactly("0|" + (TestingRecords.ARRIVED_MS + 1000));
    }

    // A frame found again by its own vector, with DuckDB's own distance.
    private static void checkVectors(Duck duck, String frames) throws Exception {
        float[] values = TestingRecords.frame("video", 123).visual().values();
        String literal = Arrays.toString(values) + "::float[" + DIMENSION + "]";
        String row =
                duck.query(
                                "select pts_us, array_inner_product(vector::float["
                                        + DIMENSION
                                        + "], "
                                        + literal
                                        + ") as score from "
                                        + frames
                                        + " order by score desc limit 1")
                        .get(0);
        assertThat(row).startsWith("123000000|");
        assertThat(Float.parseFloat(row.substring(row.indexOf('|') + 1)))
                .isCloseTo(1f, within(1e-5f));
    }

    private static void checkTracks(Duck duck, String tracks) throws Exception {
        assertThat(
                        duck.query(
                                "select object_class, count(*), count(distinct object_id),"
                                        + " min(score), min(sightings), max(ordinal), max(shot),"
                                        + " min(generation) from "
                                        + tracks
                                        + ") group by all order by all"))
                .containsExactly(
                        "car|20|20|0.75|11|29|2|" + TestingRecords.GENERATION,
                        "dog|10|10|0.75|11|27|2|" + TestingRecords.GENERATION);
        assertThat(
                        duck.query(
                                "select first_us, last_us, len(boxes), boxes[1].pts_us, boxes[2].x0,"
                                        + " box_error, best_us, best_x1, len(appearance),"
                                        + " len(best_appearance) from "
                                        + tracks
                                        + ") where ordinal in (7, 8) order by ordinal"))
                .containsExactly(
                        "7000000|9000000|2|7000000|0.625|0.005|9000000|0.875|" + DIMENSION + "|0",
                        "8000000|10000000|2|8000000|0.625|0.005|10000000|0.875|16|16");
        assertThat(
                        duck.query(
                                "select distinct model, date from "
                                        + tracks
                                        + ", hive_partitioning = true)"))
                .containsExactly("scenes-1|2026-03-01");
    }

    private static void checkRemovals(Duck duck, String moments, String removals) throws Exception {
        assertThat(
                        duck.query(
                                "select m.video_id, m.generation - "
                                        + TestingRecords.GENERATION
                                        + ", count(*) from "
                                        + moments
                                        + " m where not exists (select 1 from "
                                        + removals
                                        + " r where r.tenant = m.tenant"
                                        + " and r.video_id = m.video_id"
                                        + " and r.generation > m.generation)"
                                        + " group by all order by all"))
                .containsExactly("removed|2|10", "video|2|10");
        assertThat(
                        duck.query(
                                "select count(*), min(uri), bool_and(removed_at > now() - interval 1 day) from "
                                        + removals
                                        + " where tenant = 'acme'"))
                .containsExactly("1|s3a://media/removed.mp4|true");
    }

    private static void checkShots(Duck duck, String shots) throws Exception {
        assertThat(
                        duck.query(
                                "select transition, count(*), sum(end_us - start_us), min(shot),"
                                        + " max(shot), min(tenant), min(model_version) from "
                                        + shots
                                        + ") group by transition order by transition"))
                .containsExactly("cut|20|80000000|0|28|acme|7", "fade|10|40000000|2|29|acme|7");
        assertThat(
                        duck.query(
                                "select model, date, count(*), min(generation) from "
                                        + shots
                                        + ", hive_partitioning = true) group by all"))
                .containsExactly("rules-7|2026-03-01|30|" + TestingRecords.GENERATION);
    }

    private static void checkSounds(Duck duck, String sounds) throws Exception {
        assertThat(
                        duck.query(
                                "select silent, count(*), min(len(vector)), min(loudness_db),"
                                        + " min(sound_classes[1]), min(sound_scores[1]),"
                                        + " min(generation), min(model), min(tenant) from "
                                        + sounds
                                        + " group by silent order by silent"))
                .containsExactly(
                        "false|6|16|-20.5|barking|0.75|%d|scenes-1|acme"
                                .formatted(TestingRecords.GENERATION),
                        "true|2|0|-Infinity|null|null|%d|scenes-1|acme"
                                .formatted(TestingRecords.GENERATION));
    }

    private static void checkWords(Duck duck, Path root) throws Exception {
        assertThat(
                        duck.query(
                                "select language, source, count(*), min(start_us), max(len(vector)),"
                                        + " min(text), min(speaker), min(generation) from"
                                        + " read_parquet('"
                                        + root
                                        + "/archive/dialogue/**/part-*.parquet')"
                                        + " group by all order by language"))
                .containsExactly(
                        "de|sidecar|4|3000000|0|Die Kinder spielten im Garten.|ann|"
                                + TestingRecords.GENERATION,
                        "en-GB|sidecar|4|0|16|Where are the children?|ann|"
                                + TestingRecords.GENERATION);
        assertThat(
                        duck.query(
                                "select count(distinct text_id), max(text), min(confidence),"
                                        + " min(x0), max(y1), max(end_us), min(model_version) from"
                                        + " read_parquet('"
                                        + root
                                        + "/archive/text/**/part-*.parquet')"))
                .containsExactly("8|Exit 7|0.875|0.125|0.5|40000000|1");
    }

    private static void checkMoments(Duck duck, String moments) throws Exception {
        assertThat(
                        duck.query(
                                "select count(*), count(distinct moment_id), sum(end_us - start_us),"
                                        + " min(title), min(metadata['owner']), min(object_classes[2]),"
                                        + " min(len(vector)), min(sound_classes[1]), min(dialogue), min(text) from "
                                        + moments))
                .containsExactly(
                        "30|30|120000000|A red car|ann|dog|"
                                + DIMENSION
                                + "|barking|Look at that dog.|CAR WASH");
    }
}
