package io.zoetrope.operators.dispatch.line;

import io.zoetrope.operators.dispatch.DispatchOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whose turn it is: the tenants that have videos in the line. For one thread. */
final class TenantTurns {
    private final DispatchOptions options;
    private final Map<String, Tenant> tenants = new HashMap<>();
    private final DeficitRoundRobin<Tenant> turns = new DeficitRoundRobin<>();

    TenantTurns(DispatchOptions options) {
        this.options = options;
    }

    Tenant of(String name) {
        return tenants.computeIfAbsent(
                name, n -> new Tenant(n, options.weight(n), options.tenantCap()));
    }

    Collection<Tenant> all() {
        return tenants.values();
    }

    /** The video whose turn it is; null if nothing of any can be sent. It stays in its queue. */
    WaitingVideo first() {
        Tenant tenant;
        while ((tenant = turns.turn()) != null) {
            if (tenant.isReady()) {
                return tenant.first();
            }
            turns.leave(tenant);
        }
        return null;
    }

    /** Something of it can be sent. */
    void add(WaitingVideo video) {
        video.tenant.add(video);
        join(video.tenant);
    }

    /** Nothing of it can be sent for now. */
    void remove(WaitingVideo video) {
        video.tenant.remove(video);
    }

    /** One of its segments is sent. */
    void charge(WaitingVideo video, long cost) {
        turns.charge(video.tenant, cost);
        video.tenant.charge(video, cost);
    }

    /** One segment fewer of a tenant is on the way. */
    void left(Tenant tenant) {
        tenant.sent--;
        join(tenant);
    }

    /** A video is gone, with all of it that is on the way. */
    void leave(WaitingVideo video) {
        Tenant tenant = video.tenant;
        tenant.leave(video);
        tenant.sent -= video.sent.size();
        if (tenant.videos == 0) {
            turns.forget(tenant);
            tenants.remove(tenant.name);
        } else {
            join(tenant);
        }
    }

    private void join(Tenant tenant) {
        if (tenant.isReady()) {
            turns.join(tenant, tenant.quantum());
        }
    }
}
