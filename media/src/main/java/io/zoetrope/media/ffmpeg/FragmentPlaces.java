package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Where in a file of {@link Fragments} a track can be read from, found in the fragments' headers.
 * Times are those that {@link Demuxer} gives from there.
 *
 * <p>A fragment is a place to read from if its pictures are shown as late behind their decoding as
 * those of the first one: FFmpeg counts with the most that it has met. For one thread.
 */
final class FragmentPlaces {
    /** Sound and earlier pictures are wanted from a little before a key frame. */
    private static final long LEAD_US = 2_000_000;

    private final OpenedVideo video;
    private final Fragments fragments;
    private final int trackId;
    private MovieFragment first;

    /**
     * @param video whose demuxer has fragments
     */
    FragmentPlaces(OpenedVideo video) {
        this.video = video;
        this.fragments = video.demuxer().fragments();
        this.trackId = video.demuxer().stream(video.track().index()).id();
    }

    /**
     * Walks all of them.
     *
     * @return for each key frame the place of a fragment some seconds before it; null if the file
     *     has fragments that cannot be read without those before them
     */
    KeyFrameFinder.Found keyFrames() throws RejectedInput, IOException {
        try {
            return found();
        } catch (MovieFragment.NotByItself e) {
            return null;
        }
    }

    private KeyFrameFinder.Found found()
            throws RejectedInput, IOException, MovieFragment.NotByItself {
        KeyFrameCollector keys = new KeyFrameCollector();
        Deque<MovieFragment> leads = new ArrayDeque<>();
        Fragments.Walk walk = fragments.walk(trackId, 0);
        long endUs = KeyFrameFinder.NONE;
        MovieFragment before = null;
        for (MovieFragment at = next(walk); at != null; at = next(walk)) {
            boolean inOrder = before == null || at.firstTicks() > before.lastTicks();
            if (!inOrder || at.shiftTicks() > first().shiftTicks()) {
                throw new MovieFragment.NotByItself();
            }
            leads.addLast(at);
            for (long ticks : isPlace(at) ? at.keyTicks() : new long[0]) {
                long us = us(ticks);
                keys.add(us, leadOf(us, leads));
            }
            endUs = Math.max(endUs, us(at.endTicks()));
            before = at;
        }
        return new KeyFrameFinder.Found(keys.index(video.clock().firstUs(), true), endUs);
    }

    /** Forgets those that no later key frame needs. */
    private long leadOf(long us, Deque<MovieFragment> leads)
            throws IOException, MovieFragment.NotByItself {
        MovieFragment lead = leads.peekFirst();
        while (leads.size() > 1) {
            MovieFragment head = leads.pollFirst();
            if (us(leads.peekFirst().firstTicks()) > us - LEAD_US) {
                leads.addFirst(head);
                break;
            }
            lead = leads.peekFirst();
        }
        return lead.offset();
    }

    /**
     * Where the last key frame at or before a time can be read from.
     *
     * @param offset of a fragment before it, or 0
     * @return nothing if there is no such key frame behind the offset
     */
    OptionalLong keyBefore(long us, long offset) throws RejectedInput, IOException {
        return before(us, offset, true);
    }

    /** Where all that is shown or heard from a time on can be read from. */
    OptionalLong lead(long us, long offset) throws RejectedInput, IOException {
        return before(us - LEAD_US, offset, false);
    }

    private OptionalLong before(long us, long offset, boolean key)
            throws RejectedInput, IOException {
        OptionalLong place = OptionalLong.empty();
        try {
            Fragments.Walk walk = fragments.walk(trackId, offset);
            MovieFragment at = next(walk);
            while (at != null && us(at.firstTicks()) <= us) {
                boolean reached = !key || isPlace(at) && firstKeyUs(at) <= us;
                place = reached ? OptionalLong.of(at.offset()) : place;
                at = next(walk);
            }
            return place;
        } catch (MovieFragment.NotByItself e) {
            return place;
        }
    }

    private boolean isPlace(MovieFragment at) throws IOException, MovieFragment.NotByItself {
        return at.shiftTicks() == first().shiftTicks();
    }

    private long firstKeyUs(MovieFragment at) throws IOException, MovieFragment.NotByItself {
        return at.keyTicks().length == 0 ? Long.MAX_VALUE : us(at.keyTicks()[0]);
    }

    private MovieFragment next(Fragments.Walk walk)
            throws RejectedInput, IOException, MovieFragment.NotByItself {
        if (video.io().late()) {
            throw Rejections.tooSlow(video.name());
        }
        return walk.next();
    }

    /** The first one of the track, from which the demuxer's clock is known. */
    private MovieFragment first() throws IOException, MovieFragment.NotByItself {
        if (first == null) {
            first = fragments.walk(trackId, 0).next();
        }
        if (first == null) {
            throw new MovieFragment.NotByItself();
        }
        return first;
    }

    private long us(long ticks) throws IOException, MovieFragment.NotByItself {
        long offTicks = video.clock().decodingTicks() - first().firstTicks();
        return video.clock().us(ticks + offTicks + first().shiftTicks());
    }
}
