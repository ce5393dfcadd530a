package io.zoetrope.grpc;

import io.zoetrope.grpc.v1.Degraded;
import io.zoetrope.grpc.v1.LookAlike;
import io.zoetrope.grpc.v1.Match;
import io.zoetrope.grpc.v1.Moment;
import io.zoetrope.grpc.v1.Problem;
import io.zoetrope.grpc.v1.Progress;
import io.zoetrope.grpc.v1.Rendition;
import io.zoetrope.grpc.v1.SearchResponse;
import io.zoetrope.grpc.v1.SimilarResponse;
import io.zoetrope.grpc.v1.Video;
import io.zoetrope.query.videos.VideoView;
import java.util.List;
import java.util.function.Consumer;

/** Answers as messages, field by field what the HTTP API answers; null is not set. */
final class Answers {
    private Answers() {}

    static SearchResponse of(io.zoetrope.query.search.SearchResponse answer) {
        SearchResponse.Builder message = SearchResponse.newBuilder().setTookMs(answer.tookMs());
        answer.moments().forEach(found -> message.addMoments(of(found)));
        answer.degraded()
                .forEach(
                        lack ->
                                message.addDegraded(
                                        Degraded.newBuilder()
                                                .setSource(lack.source())
                                                .setReason(lack.reason())));
        message.addAllRelated(answer.related());
        set(answer.page().nextPageToken(), message::setNextPageToken);
        set(answer.goodMatch(), message::setGoodMatch);
        return message.build();
    }

    static Moment of(io.zoetrope.query.search.SearchResponse.Found found) {
        Moment.Builder message =
                Moment.newBuilder()
                        .setVideoId(found.videoId())
                        .setStartMs(found.startMs())
                        .setEndMs(found.endMs());
        set(found.momentId(), message::setMomentId);
        set(found.rank(), message::setRank);
        set(found.score(), message::setScore);
        set(found.scoreParts(), message::putAllScoreParts);
        set(found.title(), message::setTitle);
        set(found.collection(), message::setCollection);
        set(found.shot(), message::setShot);
        set(found.thumbnailUrl(), message::setThumbnailUrl);
        set(found.playbackUrl(), message::setPlaybackUrl);
        set(found.clipUrl(), message::setClipUrl);
        set(found.dialogue(), message::setDialogue);
        set(found.text(), message::setText);
        set(found.labels(), message::addAllLabels);
        set(found.classes(), message::addAllClasses);
        set(found.matches(), matches -> matches.forEach(match -> message.addMatches(of(match))));
        return message.build();
    }

    private static Match of(io.zoetrope.query.search.SearchResponse.Match match) {
        Match.Builder message =
                Match.newBuilder()
                        .setClause(match.clause())
                        .setSource(match.source())
                        .setStartMs(match.startMs())
                        .setEndMs(match.endMs())
                        .setScore(match.score())
                        .setConfidence(match.confidence());
        set(match.momentId(), message::setMomentId);
        set(match.objectId(), message::setObjectId);
        set(match.why(), message::setWhy);
        return message.build();
    }

    static SimilarResponse of(List<io.zoetrope.query.labels.examples.LookAlike> similar) {
        SimilarResponse.Builder message = SimilarResponse.newBuilder();
        similar.forEach(one -> message.addSimilar(of(one)));
        return message.build();
    }

    private static LookAlike of(io.zoetrope.query.labels.examples.LookAlike one) {
        LookAlike.Builder message =
                LookAlike.newBuilder()
                        .setVideoId(one.videoId())
                        .setScore(one.score())
                        .setStartMs(one.startMs())
                        .setEndMs(one.endMs())
                        .addAllLabels(one.labels())
                        .addAllLikelyLabels(one.likelyLabels());
        set(one.objectId(), message::setObjectId);
        set(one.momentId(), message::setMomentId);
        set(one.clazz(), message::setClass_);
        set(one.thumbnailUrl(), message::setThumbnailUrl);
        return message.build();
    }

    static Video of(VideoView video) {
        Video.Builder message =
                Video.newBuilder()
                        .setVideoId(video.videoId())
                        .setUri(video.uri())
                        .setTitle(video.title())
                        .setCollection(video.collection())
                        .setTenant(video.tenant())
                        .putAllMetadata(video.metadata())
                        .setDurationMs(video.durationMs())
                        .setWidth(video.width())
                        .setHeight(video.height())
                        .setSizeBytes(video.sizeBytes())
                        .setStatus(video.status())
                        .setProgress(of(video.progress()))
                        .setMoments(video.moments())
                        .putAllFound(video.found());
        set(video.videoCodec(), message::setVideoCodec);
        set(video.arrivedAt(), message::setArrivedAt);
        set(video.updatedAt(), message::setUpdatedAt);
        set(video.searchableAt(), message::setSearchableAt);
        set(video.playableAt(), message::setPlayableAt);
        set(video.completeAt(), message::setCompleteAt);
        set(video.playbackError(), problem -> message.setPlaybackError(of(problem)));
        set(video.error(), problem -> message.setError(of(problem)));
        set(video.lastError(), problem -> message.setLastError(of(problem)));
        set(video.thumbnailUrl(), message::setThumbnailUrl);
        set(video.sourceUrl(), message::setSourceUrl);
        set(video.playbackUrl(), message::setPlaybackUrl);
        video.renditions().forEach(rendition -> message.addRenditions(of(rendition)));
        return message.build();
    }

    private static Rendition of(VideoView.Rendition rendition) {
        return Rendition.newBuilder()
                .setName(rendition.name())
                .setWidth(rendition.width())
                .setHeight(rendition.height())
                .setCodecs(rendition.codecs())
                .setBandwidth(rendition.bandwidth())
                .setAverageBandwidth(rendition.averageBandwidth())
                .build();
    }

    private static Progress of(VideoView.Progress progress) {
        Progress.Builder message =
                Progress.newBuilder()
                        .setSegmentsDone(progress.segmentsDone())
                        .setSegmentsTotal(progress.segmentsTotal());
        set(progress.stage(), message::setStage);
        set(progress.queuePosition(), message::setQueuePosition);
        set(progress.realTimeFactor(), message::setRealTimeFactor);
        return message.build();
    }

    private static Problem of(VideoView.Error problem) {
        return Problem.newBuilder()
                .setStage(problem.stage())
                .setReason(problem.reason())
                .setDetail(problem.detail())
                .build();
    }

    private static <T> void set(T value, Consumer<T> field) {
        if (value != null) {
            field.accept(value);
        }
    }
}
