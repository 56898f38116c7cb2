package org.ontogeny.actors.run;

import java.util.Iterator;
import java.util.Map;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;

/**
 * An executor that can be told to stop: no further phase begins, those under way come to their end,
 * and whoever waits for the fence gets {@link Run.Stopped} there instead.
 */
final class StoppableExecutor implements Executor {

  private final Executor executor;
  private volatile boolean stopping;

  StoppableExecutor(Executor executor) {
    this.executor = executor;
  }

  /** Stops at the next fence. May be called from any thread. */
  void stop() {
    stopping = true;
  }

  private void requireGoing() {
    if (stopping) {
      throw new Run.Stopped();
    }
  }

  @Override
  public void run(Program program) {
    requireGoing();
    Iterator<Program.Execution> untilStopped =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return !stopping && program.executions().hasNext();
          }

          @Override
          public Program.Execution next() {
            return program.executions().next();
          }
        };
    executor.run(new Program(program.firstStep(), untilStopped, program.states()));
    requireGoing();
  }

  @Override
  public Map<GroupId, Reply> ask(Map<GroupId, Request> requests) {
    requireGoing();
    return executor.ask(requests);
  }

  /** Leaves the executor to whoever made it. */
  @Override
  public void close() {
    stop();
  }
}
