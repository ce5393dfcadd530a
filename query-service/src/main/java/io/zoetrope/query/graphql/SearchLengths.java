package io.zoetrope.query.graphql;

import io.zoetrope.query.access.Caller;
import io.zoetrope.query.search.Searches;

/** How many results searches have that do not say so themselves. */
interface SearchLengths {
    /** Of a search of this caller. */
    int usual(Caller caller);

    /** Of the page that a token stands for; 0 if it stands for none. */
    int ofPage(Caller caller, String token);

    static SearchLengths of(Searches searches) {
        return new SearchLengths() {
            @Override
            public int usual(Caller caller) {
                return searches.usualLimit(caller);
            }

            @Override
            public int ofPage(Caller caller, String token) {
                return searches.limitOfPage(caller.tenant(), token);
            }
        };
    }
}
