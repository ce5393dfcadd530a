package io.zoetrope.operators.track.path;

import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.operators.observe.SightWorth;
import io.zoetrope.operators.track.ClassVote;
import io.zoetrope.operators.track.OpenTrackState;
import io.zoetrope.operators.track.TrackPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is known of one track that may go on. */
final class OpenTrack {
    /** Classes that are voted for; of a detector that calls one object by more names, the first. */
    private static final int MOST_CLASSES = 16;

    private final long number;
    private final List<ClassVote> votes;
    private final BoxPath path;
    private int sightings;
    private double[] looks;
    private TimedBox best;
    private double bestWorth;
    private Vector bestLook;
    private double bestLookWorth;
    private String picture;

    private OpenTrack(OpenTrackState from, BoxPath path) {
        this.path = path;
        number = from.track();
        votes = new ArrayList<>(from.votes());
        sightings = from.sightings();
        looks = from.looks().clone();
        best = from.best();
        bestWorth = from.bestWorth();
        bestLook = from.bestLook();
        bestLookWorth = from.bestLookWorth();
        picture = from.picture();
    }

    static OpenTrack of(OpenTrackState from) {
        return new OpenTrack(from, new BoxPath(from.path()));
    }

    static OpenTrack begin(long number) {
        return of(OpenTrackState.begin(number));
    }

    OpenTrackState state() {
        return new OpenTrackState(
                number,
                List.copyOf(votes),
                path.state(),
                sightings,
                looks.clone(),
                best,
                bestWorth,
                bestLook,
                bestLookWorth,
                picture);
    }

    /** A path that is bridged or smoothed may leave the frame; what is kept of it does not. */
    void add(TrackPoint point) {
        if (!point.seen() && point.box().isOutside()) {
            return;
        }
        TimedBox box = new TimedBox(point.ptsUs(), point.box().inFrame());
        path.add(box);
        if (!point.seen()) {
            return;
        }
        sightings++;
        vote(point);
        double worth = SightWorth.of(point.score(), point.box());
        boolean samePicture = picture.isEmpty() == point.picture().isEmpty();
        // A sighting of which there is a picture is better than any without.
        if (samePicture ? worth > bestWorth : picture.isEmpty()) {
            bestWorth = worth;
            best = box;
            picture = point.picture();
        }
        if (point.appearance().dimension() > 0) {
            look(point.appearance(), worth);
        }
    }

    private void vote(TrackPoint point) {
        for (int i = 0; i < votes.size(); i++) {
            if (votes.get(i).label().equals(point.label())) {
                votes.set(i, votes.get(i).and(point.score()));
                return;
            }
        }
        if (votes.size() < MOST_CLASSES) {
            votes.add(new ClassVote(point.label(), point.score(), 1));
        }
    }

    /** Vectors of another length are of another model: what came before does not count. */
    private void look(Vector look, double worth) {
        if (looks.length != look.dimension()) {
            looks = new double[look.dimension()];
            bestLookWorth = -1;
        }
        for (int i = 0; i < looks.length; i++) {
            looks[i] += look.values()[i];
        }
        if (worth > bestLookWorth) {
            bestLookWorth = worth;
            bestLook = look;
        }
    }

    /** Nothing more comes. */
    EndedTrack finish() {
        ClassVote won =
                votes.stream()
                        .max(
                                Comparator.comparingDouble(ClassVote::scores)
                                        .thenComparing(ClassVote::label, Comparator.reverseOrder()))
                        .orElse(new ClassVote("", 0, 0));
        List<TimedBox> boxes = path.finish();
        ObjectTrack track =
                new ObjectTrack(
                        won.label(),
                        won.meanScore(),
                        sightings,
                        boxes,
                        path.error(),
                        meanLook(),
                        bestLook,
                        best);
        return new EndedTrack(track, picture);
    }

    private Vector meanLook() {
        double squares = 0;
        for (double sum : looks) {
            squares += sum * sum;
        }
        float[] mean = new float[squares > 0 ? looks.length : 0];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (looks[i] / Math.sqrt(squares));
        }
        return new Vector(mean);
    }
}
