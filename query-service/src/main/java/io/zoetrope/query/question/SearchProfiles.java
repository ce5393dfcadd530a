package io.zoetrope.query.question;

import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.SearchRequest.Filter;
import io.zoetrope.query.question.SearchRequest.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What searches of a key ask for where they say nothing, by the name of the key's profile; from a
 * file of JSON: {@code {"profiles": {name: {modalities?, filter?, group_by?, limit?, min_score?,
 * diversify?, weights?, calibration?}}}}. Thread-safe.
 */
public final class SearchProfiles {
    private static final long MAX_BYTES = 1L << 20;

    private final Map<String, Profile> profiles;

    /** The same fields as in a search; null for none. */
    record Profile(
            List<String> modalities,
            Filter filter,
            String groupBy,
            Integer limit,
            Double minScore,
            Double diversify,
            Map<String, Double> weights,
            Map<String, Calibration.Curve> calibration) {

        SearchRequest over(SearchRequest asked) {
            return new SearchRequest(
                    asked.query(),
                    asked.clauses(),
                    asked.mustNot(),
                    first(asked.modalities(), modalities),
                    asked.operator(),
                    asked.withinMs(),
                    filter == null ? asked.filter() : filter(asked.filter()),
                    first(asked.groupBy(), groupBy),
                    first(asked.limit(), limit),
                    first(asked.minScore(), minScore),
                    first(asked.diversify(), diversify),
                    first(asked.weights(), weights),
                    first(asked.calibration(), calibration));
        }

        /** Field by field: a question about one collection is still in the profile's language. */
        private Filter filter(Filter asked) {
            if (asked == null) {
                return filter;
            }
            return new Filter(
                    given(asked.collection(), filter.collection()),
                    given(asked.videoId(), filter.videoId()),
                    given(asked.label(), filter.label()),
                    given(asked.clazz(), filter.clazz()),
                    given(asked.language(), filter.language()),
                    given(asked.speaker(), filter.speaker()),
                    given(asked.region(), filter.region()),
                    first(asked.startMs(), filter.startMs()),
                    first(asked.endMs(), filter.endMs()),
                    first(asked.recordedAt(), filter.recordedAt()),
                    asked.metadata().isEmpty() ? filter.metadata() : asked.metadata());
        }

        private static <T> T first(T asked, T otherwise) {
            return asked == null ? otherwise : asked;
        }

        private static <T> List<T> given(List<T> asked, List<T> otherwise) {
            return asked.isEmpty() ? otherwise : asked;
        }
    }

    record Content(Map<String, Profile> profiles) {}

    private SearchProfiles(Map<String, Profile> profiles) {
        this.profiles = Map.copyOf(profiles);
    }

    /**
     * @param file empty for no profiles
     * @throws IllegalArgumentException naming the file, the profile and the field that is wrong
     */
    public static SearchProfiles read(Optional<Path> file) {
        return new SearchProfiles(file.map(SearchProfiles::checked).orElse(Map.of()));
    }

    private static Map<String, Profile> checked(Path file) {
        Content content = content(file);
        if (content == null || content.profiles() == null) {
            throw wrong(file, "it has no 'profiles'");
        }
        Map<String, Profile> checked = new TreeMap<>();
        content.profiles()
                .forEach(
                        (name, profile) -> {
                            if (profile == null) {
                                throw wrong(file, "profile '" + name + "' is null");
                            }
                            try {
                                ClauseRules.of(profile.over(anyQuestion()), Map.of());
                            } catch (ApiError e) {
                                throw wrong(file, "profile '" + name + "': " + e.getMessage());
                            }
                            checked.put(name, profile);
                        });
        return checked;
    }

    private static Content content(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw wrong(file, "it is larger than " + MAX_BYTES + " bytes");
            }
            return Json.read(Files.readString(file), Content.class);
        } catch (ApiError e) {
            throw wrong(file, e.getMessage());
        } catch (IOException e) {
            throw wrong(file, "it cannot be read");
        }
    }

    private static SearchRequest anyQuestion() {
        return new SearchRequest(
                Query.of("any"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static IllegalArgumentException wrong(Path file, String what) {
        return new IllegalArgumentException("--profiles-file " + file + ": " + what);
    }

    /** What the caller's profile says of how many results a search has; null if it says nothing. */
    public Integer limit(Caller caller) {
        Profile profile = profiles.get(caller.profile());
        return profile == null ? null : profile.limit();
    }

    /**
     * The question with what the caller's profile says where it says nothing.
     *
     * @throws ApiError 409 if the key names a profile that is not configured here
     */
    public SearchRequest over(SearchRequest asked, Caller caller) {
        if (caller.profile().equals(Caller.NO_PROFILE)) {
            return asked;
        }
        Profile profile = profiles.get(caller.profile());
        if (profile == null) {
            throw new ApiError(
                    409,
                    "unknown_profile",
                    "the profile of this key is not configured here",
                    caller.profile());
        }
        return profile.over(asked);
    }
}
