package org.ontogeny.engine.stage;

import java.util.List;
import org.ontogeny.engine.execution.Request;

/**
 * Makes one deep machine of machines of two layers: where a population learned a bias in each of
 * two, it keeps their mean (Scholl 2018, section 3.2.2).
 *
 * @param name of the stage
 */
public record Assemble(String name) implements Stage {

  @Override
  public long updates() {
    return 0;
  }

  @Override
  public long steps() {
    return 0;
  }

  @Override
  public Course.Stretch course() {
    return Course.of(name, List.of(Course.act(Assemble::assemble)));
  }

  private static void assemble(Development development) {
    development.ask(development.network().neuronGroups(), group -> new Request.Assemble());
  }
}
