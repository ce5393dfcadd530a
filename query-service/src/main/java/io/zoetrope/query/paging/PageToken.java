package io.zoetrope.query.paging;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A search and how far it has been read, for the client to hand back.
 *
 * @param place of a search of looks alone; of others only its rank
 * @param request as it was asked
 * @param media what was sent along by the name of its part, its vectors {@link #rounded}
 * @param seen of a search that is no search of looks alone; of one of looks the latest videos, if
 *     it is of videos
 */
public record PageToken(
        Place place, SearchRequest request, Map<String, Subject.Media> media, Seen seen) {
    /** Fits a path behind what else stands in a request's head, also if a proxy allows 8 kB. */
    static final int MAX_CHARS = 6_000;

    private static final String LIST = "search";

    /**
     * Empty if it is too long for a path. If there is a place to go on from, the older half of what
     * was seen goes before that, as often as it takes.
     *
     * @param models fingerprint of those that the vectors and places are of
     */
    public Optional<String> encode(Seal seal, String tenant, int models) {
        String token = written(seal, tenant, models);
        if (token.length() <= MAX_CHARS) {
            return Optional.of(token);
        }
        return place.isStart() || seen.size() == 0
                ? Optional.empty()
                : new PageToken(place, request, media, seen.latest(seen.size() / 2))
                        .encode(seal, tenant, models);
    }

    private String written(Seal seal, String tenant, int models) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(models);
            out.writeInt(place.rank());
            out.writeInt(place.reach());
            out.writeDouble(place.score());
            out.writeUTF(place.momentId());
            MediaCodec.write(out, media);
            seen.write(out);
            out.write(Json.bytes(request));
        } catch (IOException e) {
            throw new UncheckedIOException("to memory", e);
        }
        return seal.close(tenant, LIST, bytes.toByteArray());
    }

    /**
     * @param models fingerprint of those that answer now
     * @throws ApiError 400 for anything that {@link #encode} did not write for this tenant and
     *     these models, 410 for what has expired
     */
    public static PageToken decode(Seal seal, String tenant, int models, String token) {
        byte[] bytes = seal.open(tenant, LIST, token);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != models) {
                throw new ApiError(
                        400, "invalid_page_token", "the models have changed; search again");
            }
            Place place = new Place(in.readInt(), in.readInt(), in.readDouble(), in.readUTF());
            Map<String, Subject.Media> media = MediaCodec.read(in);
            Seen seen = Seen.read(in);
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new PageToken(place, Json.read(json, SearchRequest.class), media, seen);
        } catch (IOException e) {
            throw new UncheckedIOException("a token that was sealed here", e);
        }
    }

    /**
     * A normalised vector as a token can hold it: two bytes a value. The first page is found by it
     * too, so that all pages ask the same.
     */
    public static Vector rounded(Vector vector) {
        return MediaCodec.rounded(vector);
    }
}
