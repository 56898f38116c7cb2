package org.ontogeny.dashboards.server.grpc;

import io.grpc.Status;
import java.util.List;
import java.util.Set;
import org.apache.pekko.grpc.GrpcServiceException;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.stream.Interest;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.proto.v1.Published;

/** What a client asks for, checked; each complaint names the field at fault. */
final class Requests {

  private static final int USUAL_PAGE = 100; // runs
  private static final int LARGEST_PAGE = 1000; // runs

  private Requests() {}

  /** Which events somebody wants to hear. */
  static Interest interest(Published.FollowRequest request) {
    requireNotNegative("first_seq", request.getFirstSeq());
    requireNotNegative("first_step", request.getFirstStep());
    requireNotNegative("last_step", request.getLastStep());
    long lastStep = request.getLastStep() == 0 ? Long.MAX_VALUE : request.getLastStep();
    if (lastStep < request.getFirstStep()) {
      throw invalid(
          "last_step: expected at least first_step, %d, or 0 for no last step, got %d"
              .formatted(request.getFirstStep(), lastStep));
    }
    for (String kind : request.getKindsList()) {
      if (!EventReader.KINDS.contains(kind)) {
        throw invalid(
            "kinds: expected some of %s, got '%s'"
                .formatted(String.join(", ", EventReader.KINDS), kind));
      }
    }
    return new Interest(
        Math.max(1, request.getFirstSeq()),
        Set.copyOf(request.getKindsList()),
        Set.copyOf(request.getProjectionsList()),
        request.getFirstStep(),
        lastStep,
        request.getSynapses(),
        request.getFollow());
  }

  /** That the run has the projections that somebody wants to hear of: others never say anything. */
  static void requireProjections(Interest interest, RunDirectory directory) {
    if (interest.projections().isEmpty()) {
      return;
    }
    List<String> known;
    try {
      known =
          SpecReader.readResolved(directory.specification()).network().projections().stream()
              .map(Projection::name)
              .toList();
    } catch (SpecException e) { // another version's specification; its journal is readable still
      return;
    }
    for (String projection : interest.projections()) {
      if (!known.contains(projection)) {
        throw invalid(
            "projections: expected some of %s, got '%s'"
                .formatted(String.join(", ", known), projection));
      }
    }
  }

  /** How many runs a page has. */
  static int pageSize(Published.ListRequest request) {
    requireNotNegative("page_size", request.getPageSize());
    return request.getPageSize() == 0 ? USUAL_PAGE : Math.min(request.getPageSize(), LARGEST_PAGE);
  }

  /** What somebody is told whose field holds something else than is expected there. */
  static GrpcServiceException invalid(String message) {
    return new GrpcServiceException(Status.INVALID_ARGUMENT.withDescription(message));
  }

  private static void requireNotNegative(String field, long value) {
    if (value < 0) {
      throw invalid("%s: expected at least 0, got %d".formatted(field, value));
    }
  }
}
