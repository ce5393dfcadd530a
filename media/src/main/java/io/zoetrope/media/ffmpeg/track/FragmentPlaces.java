package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.container.Fragments;
import io.zoetrope.media.ffmpeg.container.MovieFragment;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.Rejections;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.demux.SourceIo;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Where in a file of {@link Fragments} a track can be read from, found in the fragments' headers.
 * Times are those that {@link Demuxer} gives from there.
 *
 * <p>A fragment is a place to read from if its pictures are shown as late behind their decoding as
 * those of the first one: FFmpeg counts with the most that it has met. For one thread.
 */
public final class FragmentPlaces {
    /** Sound and earlier pictures are wanted from a little before a key frame. */
    private static final long LEAD_US = 2_000_000;

    private final Fragments fragments;
    private final SourceIo io;
    private final String name;
    private final int trackId;
    private final long firstPacketTicks;
    private final LongUnaryOperator clock;
    private MovieFragment first;

    private FragmentPlaces(
            Demuxer demuxer,
            SourceIo io,
            String name,
            int track,
            long firstPacketTicks,
            LongUnaryOperator clock) {
        this.fragments = demuxer.fragments();
        this.io = io;
        this.name = name;
        this.trackId = demuxer.stream(track).id();
        this.firstPacketTicks = firstPacketTicks;
        this.clock = clock;
    }

    /** Of pictures; null if the demuxer has no fragments. */
    static FragmentPlaces of(OpenedVideo video) {
        return video.demuxer().fragments() == null
                ? null
                : new FragmentPlaces(
                        video.demuxer(),
                        video.io(),
                        video.name(),
                        video.track().index(),
                        video.clock().decodingTicks(),
                        video.clock()::us);
    }

    /** Of sound, each of whose packets counts as a key frame; likewise. */
    public static FragmentPlaces of(Demuxer demuxer, SourceIo io, String name, SoundTrack track) {
        AVStream stream = demuxer.stream(track.index());
        boolean there = demuxer.fragments() != null && avformat_index_get_entries_count(stream) > 0;
        return there
                ? new FragmentPlaces(
                        demuxer,
                        io,
                        name,
                        track.index(),
                        avformat_index_get_entry(stream, 0).timestamp(),
                        track::us)
                : null;
    }

    /**
     * Walks all of them.
     *
     * @param startUs where the track begins
     * @return for each key frame the place of a fragment some seconds before it; null if the file
     *     has fragments that cannot be read without those before them
     */
    public KeyFrameFinder.Found keyFrames(long startUs) throws RejectedInput, IOException {
        try {
            return found(startUs);
        } catch (MovieFragment.NotByItself e) {
            return null;
        }
    }

    private KeyFrameFinder.Found found(long startUs)
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
        return new KeyFrameFinder.Found(keys.index(startUs, true), endUs);
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
    public OptionalLong lead(long us, long offset) throws RejectedInput, IOException {
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
        if (io.late()) {
            throw Rejections.tooSlow(name);
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
        long offTicks = firstPacketTicks - first().firstTicks();
        return clock.applyAsLong(ticks + offTicks + first().shiftTicks());
    }
}
