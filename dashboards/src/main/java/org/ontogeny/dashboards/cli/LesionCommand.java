package org.ontogeny.dashboards.cli;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.run.Wish;
import org.ontogeny.actors.run.Wishes;
import org.ontogeny.engine.stage.Lesion;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ontogeny lesion}: takes neurons of a run away. */
@Command(
    name = "lesion",
    description = {
      "Take hidden neurons, and with them their synapses, from a run that another process develops.",
      "The journal tells of it, and a run that is resumed repeats it."
    })
final class LesionCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Option(
      names = "--population",
      paramLabel = "NAME",
      required = true,
      description = "That the neurons belong to.")
  private String population;

  @ArgGroup(multiplicity = "1")
  private Which which;

  /** Named neurons, or a share of all. */
  private static final class Which {

    @Option(
        names = "--neurons",
        paramLabel = "I",
        split = ",",
        description = "Original indices, separated by commas.")
    private List<Integer> neurons = new ArrayList<>();

    @Option(
        names = "--share",
        paramLabel = "S",
        description = "Share of those that live, above 0 and at most 1, chosen at random.")
    private double share = Double.NaN;
  }

  @Override
  public void run() {
    RunDirectory directory = run.directory();
    Wishes.bring(directory, new Wish.Wound(lesion()));
    command
        .commandLine()
        .getOut()
        .println("%s goes on without these neurons".formatted(directory.id()));
  }

  private Lesion lesion() {
    try {
      return new Lesion(population, which.share, which.neurons);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
