package org.ontogeny.dashboards.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.stream.Page;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.proto.v1.Published;
import org.ontogeny.proto.v1.Published.FollowRequest;

/** Each mistake has its code, and a message that names what was wrong. */
@Timeout(120)
class ErrorsTest {

  @TempDir private Path runs;

  private Served served;

  @BeforeEach
  void open() throws Exception {
    served = new Served(runs);
    served.newRun("digits-1");
  }

  @AfterEach
  void close() {
    served.close();
  }

  private static FollowRequest.Builder request() {
    return FollowRequest.newBuilder().setRun("digits-1");
  }

  /** Status that the request ends with. */
  private Status refusal(FollowRequest.Builder request) {
    CompletionException failure =
        assertThrows(CompletionException.class, () -> served.hear(request.build()));
    return assertThrows(
            StatusRuntimeException.class,
            () -> {
              throw failure.getCause();
            })
        .getStatus();
  }

  private static void assertSays(Status.Code code, String message, Status status) {
    assertEquals(code, status.getCode(), status.toString());
    assertTrue(status.getDescription().contains(message), status.toString());
  }

  @Test
  void aRunThatIsNotThereIsNotFound() {
    served.journals();
    Status status = refusal(FollowRequest.newBuilder().setRun("digits-2"));
    assertSays(Status.Code.NOT_FOUND, "there is no run of this id", status);
    assertSays(
        Status.Code.NOT_FOUND,
        "there is no run of this id",
        refusal(FollowRequest.newBuilder().setRun("../x")));
    assertSays(
        Status.Code.NOT_FOUND, "there is no run of this id", refusal(FollowRequest.newBuilder()));
  }

  @Test
  void aFieldAtFaultIsNamed() {
    served.journals();
    assertSays(
        Status.Code.INVALID_ARGUMENT,
        "first_seq: expected at least 0, got -1",
        refusal(request().setFirstSeq(-1)));
    assertSays(
        Status.Code.INVALID_ARGUMENT,
        "first_step: expected at least 0, got -2",
        refusal(request().setFirstStep(-2)));
    assertSays(
        Status.Code.INVALID_ARGUMENT,
        "last_step: expected at least 0, got -3",
        refusal(request().setLastStep(-3)));
    assertSays(
        Status.Code.INVALID_ARGUMENT,
        "last_step: expected at least first_step, 10, or 0 for no last step, got 9",
        refusal(request().setFirstStep(10).setLastStep(9)));
    assertSays(
        Status.Code.INVALID_ARGUMENT,
        "synapses-pruned, neurons-died, evaluated, snapshot, changed, lesioned, got 'pruned'",
        refusal(request().addKinds("evaluated").addKinds("pruned")));
    assertSays(
        Status.Code.INVALID_ARGUMENT,
        "projections: expected some of visible-h1, h1-h2, got 'visible-h3'",
        refusal(request().addProjections("h1-h2").addProjections("visible-h3")));
  }

  @Test
  void aPageOfRunsHasAtLeastNone() {
    served.journals();
    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () ->
                served
                    .client()
                    .list(Published.ListRequest.newBuilder().setPageSize(-1).build())
                    .toCompletableFuture()
                    .join());
    assertSays(
        Status.Code.INVALID_ARGUMENT,
        "page_size: expected at least 0, got -1",
        Status.fromThrowable(failure));
  }

  /** Somebody cut off what a row says. */
  @Test
  void aDamagedJournalIsDataLoss() throws Exception {
    served.journals();
    RunDirectory directory = new RunDirectory(runs.resolve("digits-1"));
    try (SqliteJournal journal =
        SqliteJournal.create(directory.path(), Clock.systemUTC(), served.system())) {
      journal.append(EventExamples.event(1, new Fact.StageStarted()));
      journal.append(EventExamples.event(2, new Fact.RunEnded(1, 2)));
      journal.fence();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.journal());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE event SET detail = '{\"syn' WHERE seq = 2");
    }
    Status status = refusal(request());
    assertSays(Status.Code.DATA_LOSS, "event 2", status);
    assertSays(Status.Code.DATA_LOSS, "{\"syn", status);
  }

  /** Clients need not know where files are; who runs the server does. */
  @Test
  void damageIsToldWithoutThePath() throws Exception {
    served.journals();
    RunDirectory directory = new RunDirectory(runs.resolve("digits-1"));
    try (SqliteJournal journal =
        SqliteJournal.create(directory.path(), Clock.systemUTC(), served.system())) {
      journal.append(EventExamples.event(1, EventExamples.pruned(EventExamples.fates(3))));
      journal.fence();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.journal());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM synapse WHERE rowid = 3");
    }
    Status status = refusal(request().setSynapses(true));
    assertSays(Status.Code.DATA_LOSS, "the journal is damaged at event 1", status);
    assertFalse(status.getDescription().contains(runs.toString()), status.toString());
    assertTrue(served.err().contains(directory.journal().toString()), served.err());
  }

  @Test
  void aFileThatCannotBeReadIsInternal() throws Exception {
    served.journals();
    Files.writeString(runs.resolve("digits-1").resolve(SqliteJournal.FILE), "no database at all");
    assertSays(Status.Code.INTERNAL, "the server failed", refusal(request()));
    assertTrue(served.err().contains("no SQLite database"), served.err());
  }

  @Test
  void oneFollowerTooManyIsRefused() {
    served.bind(
        (directory, interest) ->
            Source.single(
                    new Page(
                        List.of(
                            EventExamples.entry(
                                EventExamples.event(1, new Fact.StageStarted()), List.of())),
                        2))
                .concat(Source.<Page>never()),
        1);
    SinkQueueWithCancel<Published.Event> first = served.follow(request().build());
    assertEquals(1, first.pull().toCompletableFuture().join().orElseThrow().getSeq());
    assertSays(Status.Code.RESOURCE_EXHAUSTED, "at most 1 open streams", refusal(request()));
    first.cancel();
  }
}
