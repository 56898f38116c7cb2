package org.ontogeny.dashboards.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that a trial consists of, each in a process of its own.
 *
 * @param main name of the class that is the program
 * @param experiment name or file
 * @param runs folder of the runs, and of what the processes say
 * @param threads of each process
 */
record Commands(String main, String experiment, Path runs, int threads) {

  /** So often that most kills have a checkpoint of their own to go on from. */
  private static final String MINUTES = "0.005";

  Child run(String id) {
    return start(id, "run", experiment, "--id", id);
  }

  Child resume(String id) {
    return start(id, "resume", id);
  }

  /** What the processes of a run say. */
  Path err(String id) {
    return runs.resolve(id + ".err");
  }

  private Child start(String id, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--runs", runs.toString(), "--checkpoint-minutes", MINUTES));
    arguments.addAll(List.of("--threads", "" + threads));
    return Child.start(main, arguments, err(id));
  }
}
