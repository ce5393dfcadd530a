package io.zoetrope.query.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Places that tenants share: none may hold more than a quarter of them, so that whoever takes all
 * that it can get leaves room for others. Thread-safe.
 */
public final class TenantShares {
    private static final int PARTS = 4;

    private final int most;
    private final Map<String, Integer> held = new HashMap<>();

    /**
     * @param places of all tenants together, 4 or more
     */
    public TenantShares(int places) {
        this.most = places / PARTS;
    }

    /**
     * Takes a place; whoever got one gives it back.
     *
     * @return false if the tenant has as many as it may
     */
    public synchronized boolean take(String tenant) {
        int before = held.getOrDefault(tenant, 0);
        if (before >= most) {
            return false;
        }
        held.put(tenant, before + 1);
        return true;
    }

    public synchronized void giveBack(String tenant) {
        held.computeIfPresent(tenant, (t, n) -> n == 1 ? null : n - 1);
    }
}
