package io.zoetrope.testing.opensearch;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opensearch.client.node.NodeClient;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;

/**
 * Refuses what a browser on this machine sends for a page of another site: a POST without a body
 * needs nobody's leave there, and {@code _delete_by_query?q=*} is one; and a name that is made to
 * point to this machine (DNS rebinding) makes a page's own what it reads here.
 *
 * <p>A plugin of the node in the child process: never load it here.
 */
public final class OwnRequestsOnly extends Plugin implements ActionPlugin {
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost");
    private static final Set<String> OWN_PAGES = Set.of("none", "same-origin");

    @Override
    public UnaryOperator<RestHandler> getRestHandlerWrapper(ThreadContext context) {
        return Guarded::new;
    }

    private static final class Guarded extends RestHandler.Wrapper {
        Guarded(RestHandler handler) {
            super(handler);
        }

        @Override
        public void handleRequest(RestRequest request, RestChannel channel, NodeClient client)
                throws Exception {
            if (isOwn(request)) {
                super.handleRequest(request, channel, client);
            } else {
                channel.sendResponse(
                        new BytesRestResponse(
                                RestStatus.FORBIDDEN,
                                BytesRestResponse.TEXT_CONTENT_TYPE,
                                "requests for pages of other sites are refused"));
            }
        }
    }

    private static boolean isOwn(RestRequest request) {
        List<String> hosts = request.getAllHeaderValues("Host");
        String site = request.header("Sec-Fetch-Site");
        return hosts != null
                && hosts.size() == 1
                && OWN_NAMES.contains(name(hosts.get(0)))
                && request.header("Origin") == null
                && (site == null || OWN_PAGES.contains(site));
    }

    private static String name(String host) {
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
