package io.zoetrope.query.labels;

import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.labels.examples.Example;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of the names that a finding has when one label is spread. What people said of it
 * stands before what the label's models say.
 *
 * @param labels names that it has
 * @param likely names that it may have
 * @param negative names that people said it has not
 */
record Verdicts(Set<String> labels, Set<String> likely, Set<String> negative) {

    /**
     * A label that is spread.
     *
     * @param asOf version of the tenant's labels that this is of: what is said later is not in it
     * @param left names that it had and nobody has now
     */
    record Spread(BookedLabel said, TaughtLabel means, long asOf, Collection<String> left) {}

    static Verdicts of(
            Collection<String> labels, Collection<String> likely, Collection<String> negative) {
        return new Verdicts(new TreeSet<>(labels), new TreeSet<>(likely), new TreeSet<>(negative));
    }

    /**
     * @param finding what it is
     * @param shown whether an object that has the label is seen in it
     */
    Verdicts by(Spread label, Example finding, boolean shown) {
        Verdicts next = of(labels, likely, negative);
        next.drop(label.left());
        if (label.said().deleted()) {
            // Its own name is another label's now, unless it was left.
            return next;
        }
        String name = label.said().name();
        next.drop(Set.of(name));
        if (label.said().isPositive(finding.id())) {
            next.labels.add(name);
        } else if (label.said().isNegative(finding.id())) {
            next.negative.add(name);
        } else {
            Vector seen = finding.vector();
            double likelihood =
                    label.means()
                            .likelihood(finding.kind(), finding.model(), finding.clazz(), seen);
            if (shown || likelihood >= LabelModel.SURE) {
                next.labels.add(name);
            } else if (likelihood >= LabelModel.LIKELY) {
                next.likely.add(name);
            }
        }
        return next;
    }

    Verdicts without(Collection<String> names) {
        Verdicts next = of(labels, likely, negative);
        next.drop(names);
        return next;
    }

    private void drop(Collection<String> names) {
        labels.removeAll(names);
        likely.removeAll(names);
        negative.removeAll(names);
    }
}
