package org.ontogeny.engine.stage;

import java.util.List;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.learning.Learning;

/** A stage of learning steps, which other stages repeat between their decisions. */
public sealed interface LearningStage extends Stage permits Train, Descend {

  /** Learning parameters over its updates. */
  Schedule schedule();

  /** Steps before the first update. */
  int stepsBefore();

  /** What is done once, before the first update. */
  void prepare(Development development);

  /** The phases of an update, with these parameters, on this mini-batch. */
  List<Program.Execution> update(
      Development development, Learning parameters, Program.Stimulus stimulus);
}
