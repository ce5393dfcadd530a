package io.zoetrope.domain;

/**
 * Which video, in which version.
 *
 * @param videoId see {@link VideoIds}, or as the arrival gave it: unique within its tenant; empty
 *     until the version is known
 * @param tenant owner; searches never cross tenants
 * @param collection the owner's grouping, or empty
 * @param uri where the bytes are
 * @param version etag, or size and modification time, of these bytes; empty if unknown
 */
public record VideoRef(
        String videoId, String tenant, String collection, String uri, String version) {

    /** The tenant of an arrival that names none. */
    public static final String DEFAULT_TENANT = "default";

    public VideoRef {
        videoId = videoId == null ? "" : videoId;
        tenant = tenant == null || tenant.isEmpty() ? DEFAULT_TENANT : tenant;
        collection = collection == null ? "" : collection;
        uri = uri == null ? "" : uri;
        version = version == null ? "" : version;
    }

    /** See {@link VideoIds#key}. */
    public String key() {
        return VideoIds.key(tenant, videoId);
    }

    public VideoRef withId(String id) {
        return new VideoRef(id, tenant, collection, uri, version);
    }

    public VideoRef withCollection(String newCollection) {
        return new VideoRef(videoId, tenant, newCollection, uri, version);
    }

    public VideoRef withVersion(String newVersion) {
        return new VideoRef(videoId, tenant, collection, uri, newVersion);
    }
}
