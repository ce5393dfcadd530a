package io.zoetrope.operators.label;

import io.zoetrope.operators.CounterName;

/** What {@link LabelFindings} counts. */
public enum LabelMetric implements CounterName {
    /** Findings that were compared with labels. */
    COMPARED("comparedFindings"),
    /** Of those, the ones that have a label. */
    LABELLED("labelledFindings"),
    /** Labels that were left out, because their tenant or all tenants have too many. */
    LEFT_OUT("labelsLeftOut"),
    /** Labels of which is no longer known that they are deleted, because too many are. */
    FORGOTTEN("deletedLabelsForgotten");

    private final String metricName;

    LabelMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
