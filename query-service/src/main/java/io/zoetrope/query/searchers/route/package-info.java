/**
 * Asks the searchers that know what is sought, side by side and in time, on threads that tenants
 * share.
 */
package io.zoetrope.query.searchers.route;
