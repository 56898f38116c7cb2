/**
 * What other programs see of runs: a gRPC service that lists them and streams their events from any
 * place on (Reactive Streams over HTTP/2, so that a slow follower slows its own reading and nothing
 * else). {@code runs.proto} of the proto module publishes it.
 */
package org.ontogeny.dashboards.server.grpc;
