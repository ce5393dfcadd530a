package io.zoetrope.operators.dispatch.line;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which waiting videos are told again how much is served before them: those that were not told for
 * longest, a few a second, so that a long line does not become a flood of statuses. For one thread.
 */
final class QueuePositions {
    /**
     * Most videos that are told in one look: each word is a message and a document written again,
     * and a long line would always have news.
     */
    private static final int MAX_TOLD = 8;

    /** Most that are looked at for it. */
    private static final int MAX_LOOKED_AT = 200;

    /** A smaller change, as a part of what was reported, is not reported. */
    private static final int LEAST_CHANGE_DIVISOR = 20;

    private final Set<WaitingVideo> turns = new LinkedHashSet<>();
    private final long everyMs;

    /**
     * @param everyMs least time between two words about one video
     */
    QueuePositions(long everyMs) {
        this.everyMs = everyMs;
    }

    /**
     * About what is served before a video's first segment, in milliseconds of 1080p video: its
     * tenant's videos before it, and as much as others are served meanwhile.
     */
    static long of(WaitingVideo video, Iterable<Tenant> tenants) {
        long own = video.tenant.ahead(video);
        long all = own;
        for (Tenant tenant : tenants) {
            if (tenant != video.tenant) {
                double meanwhile = own * (tenant.weight / video.tenant.weight);
                all += Math.min(tenant.waiting(), Math.round(meanwhile));
            }
        }
        return Math.max(1, all);
    }

    /** It waits, and was told where. */
    void add(WaitingVideo video, long position, long nowMs) {
        told(video, position, nowMs);
        turns.add(video);
    }

    /** Videos that are to be told now; their position is {@link WaitingVideo#toldPosition}. */
    List<WaitingVideo> due(WaitingLine line, long nowMs) {
        List<WaitingVideo> due = new ArrayList<>();
        List<WaitingVideo> looked = new ArrayList<>();
        Iterator<WaitingVideo> all = turns.iterator();
        while (all.hasNext() && due.size() < MAX_TOLD && looked.size() < MAX_LOOKED_AT) {
            WaitingVideo video = all.next();
            if (!line.untouched().contains(video)) {
                all.remove();
                continue;
            }
            if (nowMs - video.toldMs < everyMs) {
                break;
            }
            all.remove();
            looked.add(video);
            long position = of(video, line.tenants());
            if (isNews(video, position)) {
                due.add(video);
            }
            told(video, isNews(video, position) ? position : video.toldPosition, nowMs);
        }
        turns.addAll(looked);
        return due;
    }

    private static boolean isNews(WaitingVideo video, long position) {
        long change = Math.abs(position - video.toldPosition);
        return change > video.toldPosition / LEAST_CHANGE_DIVISOR;
    }

    private static void told(WaitingVideo video, long position, long nowMs) {
        video.toldPosition = position;
        video.toldMs = nowMs;
    }
}
