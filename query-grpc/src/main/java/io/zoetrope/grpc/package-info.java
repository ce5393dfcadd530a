/** The searches of the query service by gRPC. */
package io.zoetrope.grpc;
