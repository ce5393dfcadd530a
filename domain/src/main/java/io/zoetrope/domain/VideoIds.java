package io.zoetrope.domain;

import io.zoetrope.domain.index.LabelFields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Deterministic ids: the same input gives the same id, so a replay overwrites what it wrote before.
 */
public final class VideoIds {
    /** Regular expression of ids, given and made: safe in paths and index names. */
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private static final Pattern ID = Pattern.compile(PATTERN);
    private static final int ID_BYTES = 12;

    private VideoIds() {}

    /** Whether a text can be the id of a video: whoever announces one may give it. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** 24 hex digits from tenant, uri and version. */
    public static String videoId(String tenant, String uri, String version) {
        return digest(tenant, uri, version);
    }

    /**
     * Tells a video from those of every other tenant, also if both gave the same id: documents,
     * pictures and state are kept by it. The default tenant's is the id itself; elsewhere the
     * hashed tenant and a dot, which no id holds, come before it.
     *
     * @param tenant null or empty for the default one
     */
    public static String key(String tenant, String videoId) {
        boolean plain =
                tenant == null || tenant.isEmpty() || tenant.equals(VideoRef.DEFAULT_TENANT);
        return plain ? videoId : digest(tenant) + "." + videoId;
    }

    /**
     * 24 hex digits from the video's {@link #key}, the moment's place among the video's moments,
     * from 0, and the model that saw it. No time is in it: a border that moves with a replay,
     * because cosines differ a little with the batch, moves no id.
     */
    public static String momentId(String videoKey, int ordinal, String model) {
        return digest(videoKey, Integer.toString(ordinal), model);
    }

    /**
     * 24 hex digits from the video's {@link #key}, the object's place among the video's objects,
     * from 0, and the model that detected it.
     */
    public static String objectId(String videoKey, int ordinal, String model) {
        return digest("object", videoKey, Integer.toString(ordinal), model);
    }

    /** As {@link #objectId}, of a window of sound. */
    public static String soundId(String videoKey, int ordinal, String model) {
        return digest("sound", videoKey, Integer.toString(ordinal), model);
    }

    /** As {@link #objectId}, of a line of dialogue. */
    public static String lineId(String videoKey, int ordinal, String model) {
        return digest("line", videoKey, Integer.toString(ordinal), model);
    }

    /** As {@link #objectId}, of words on the screen. */
    public static String textId(String videoKey, int ordinal, String model) {
        return digest("text", videoKey, Integer.toString(ordinal), model);
    }

    /** 24 hex digits from the tenant and the version at which the label was first taught. */
    public static String labelId(String tenant, long version) {
        return digest("label", tenant, Long.toString(version));
    }

    /** 24 hex digits from the tenant and a version of its labels, see {@link LabelFields}. */
    public static String saidId(String tenant, long version) {
        return digest("said", tenant, Long.toString(version));
    }

    /** 24 hex digits from the video's {@link #key} and the shot's place among its shots, from 0. */
    public static String shotId(String videoKey, int shot) {
        return digest("shot", videoKey, Integer.toString(shot));
    }

    private static String digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // A length before each part keeps ("a","bc") and ("ab","c") apart.
                sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
