package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes shots of where they start, one after the other, and numbers them. They tile the time from
 * the first frame to the end. For one thread.
 */
public final class ShotSequence {
    private final Consumer<FoundShot> out;
    private final Consumer<StartedShot> begun;
    private OpenShot open;

    /**
     * @param out takes each shot when it is complete
     * @param begun takes each shot when it begins
     */
    public ShotSequence(OpenShot from, Consumer<FoundShot> out, Consumer<StartedShot> begun) {
        this.open = from;
        this.out = out;
        this.begun = begun;
    }

    /** There is a frame at this time: if no shot is open, one begins with it. */
    public void frame(long us) {
        if (!open.isOpen()) {
            begin(new OpenShot(open.shot(), us, Transition.CUT));
        }
    }

    /**
     * Begins shots. What does not lie behind the start of the open one begins none.
     *
     * @param starts ascending
     */
    public void begin(List<ShotStart> starts) {
        for (ShotStart start : starts) {
            if (open.isOpen() && start.ptsUs() > open.startUs()) {
                tell(start.ptsUs());
                begin(new OpenShot(open.shot() + 1, start.ptsUs(), start.transition()));
            }
        }
    }

    private void begin(OpenShot next) {
        open = next;
        begun.accept(new StartedShot(next.shot(), next.startUs()));
    }

    /** Ends the open shot, if one is: nothing follows, or not at once. */
    public void end(long endUs) {
        if (open.isOpen()) {
            tell(Math.max(endUs, open.startUs() + 1));
            open = OpenShot.next(open.shot() + 1);
        }
    }

    public OpenShot state() {
        return open;
    }

    private void tell(long endUs) {
        out.accept(new FoundShot(open.shot(), open.startUs(), endUs, open.transition()));
    }
}
