package org.ontogeny.engine.execution;

import java.util.List;
import java.util.Map;
import org.ontogeny.engine.network.GroupId;

/**
 * Lets the groups of a network walk through phases and answer requests. Between two calls no
 * message is in flight: a fence. The sequential executor and the actors must not differ in any bit
 * of what they compute.
 */
public interface Executor extends AutoCloseable {

  /**
   * Runs the phases of a program in order and returns at the fence behind them.
   *
   * @throws GroupFailure if a group fails or waits for a message that does not come
   */
  void run(Program program);

  /**
   * The same. An executor that has a thread to spare may do something else meanwhile.
   *
   * @param meanwhile done in another thread or not at all, on which nothing depends; what it throws
   *     is thrown at the fence
   */
  default void run(Program program, Runnable meanwhile) {
    run(program);
  }

  /**
   * Asks groups at a fence, each of them one thing after another.
   *
   * @param requests of each group at least one
   * @return of each group the reply to its last request, in the order of the groups
   * @throws GroupFailure if a group fails
   */
  Map<GroupId, Reply> ask(Map<GroupId, List<Request>> requests);

  @Override
  void close();
}
