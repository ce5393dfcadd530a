package io.zoetrope.operators.dispatch.line;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;

/**
 * The line's gauges. The task's thread writes them once a second, so that reporters never look into
 * the line itself. Flink keeps a metric for as long as its task, so tenants and stores are bounded.
 */
final class LineFigures {
    private static final int MAX_TENANTS = 50;
    private static final int MAX_STORES = 50;

    private final MetricGroup group;
    private final Map<LineGauge, Figure> figures = new EnumMap<>(LineGauge.class);
    private final Map<String, Figure[]> tenants = new HashMap<>();
    private final Map<String, Figure> stores = new HashMap<>();

    private static final class Figure {
        private volatile long value;
    }

    LineFigures(MetricGroup group) {
        this.group = group;
        for (LineGauge gauge : LineGauge.values()) {
            figures.put(gauge, register(group, gauge.metricName()));
        }
    }

    void update(WaitingLine line, long nowMs) {
        set(LineGauge.WAITING_VIDEOS, line.untouched().size());
        set(LineGauge.VIDEOS, line.size());
        set(LineGauge.ON_THE_WAY, line.onTheWay());
        set(LineGauge.TENANTS, line.tenants().size());
        set(LineGauge.OPEN_BREAKERS, line.storesDown().size());
        set(LineGauge.WAITING_COST, line.tenants().stream().mapToLong(Tenant::waiting).sum());
        set(LineGauge.OLDEST, oldestMs(line, nowMs));
        updateTenants(line);
        updateStores(line);
    }

    private static long oldestMs(WaitingLine line, long nowMs) {
        return line.untouched().isEmpty()
                ? 0
                : Math.max(0, nowMs - line.untouched().iterator().next().enteredMs);
    }

    private void updateTenants(WaitingLine line) {
        tenants.values().forEach(both -> both[0].value = both[1].value = 0);
        for (Tenant tenant : line.tenants()) {
            if (tenants.size() < MAX_TENANTS) {
                tenants.computeIfAbsent(tenant.name, this::registerTenant);
            }
            Figure[] both = tenants.get(tenant.name);
            if (both != null) {
                both[0].value = tenant.sent;
                both[1].value = tenant.waiting();
            }
        }
    }

    private void updateStores(WaitingLine line) {
        stores.values().forEach(figure -> figure.value = 0);
        for (String store : line.storesDown()) {
            if (stores.size() < MAX_STORES) {
                stores.computeIfAbsent(store, this::registerStore);
            }
            Figure figure = stores.get(store);
            if (figure != null) {
                figure.value = 1;
            }
        }
    }

    private Figure[] registerTenant(String name) {
        MetricGroup own = group.addGroup("tenant", name);
        return new Figure[] {
            register(own, LineGauge.TENANT_ON_THE_WAY), register(own, LineGauge.TENANT_WAITING_COST)
        };
    }

    private Figure registerStore(String name) {
        return register(group.addGroup("store", name), LineGauge.STORE_OPEN);
    }

    private static Figure register(MetricGroup group, String name) {
        Figure figure = new Figure();
        group.gauge(name, () -> figure.value);
        return figure;
    }

    private void set(LineGauge gauge, long value) {
        figures.get(gauge).value = value;
    }
}
