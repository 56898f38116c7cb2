package org.ontogeny.dashboards.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import org.ontogeny.dashboards.view.TextTable;
import org.ontogeny.engine.spec.ShippedExperiments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ontogeny experiments}: what there is to run. */
@Command(name = "experiments", description = "List the experiments that come with the program.")
final class ExperimentsCommand implements Runnable {

  @Spec private CommandSpec command;

  @Override
  public void run() {
    TextTable table = new TextTable(2);
    for (String name : ShippedExperiments.names()) {
      table.row(name, description(name));
    }
    PrintWriter out = command.commandLine().getOut();
    table.lines().forEach(out::println);
    out.flush();
  }

  /** Read without the rest: to validate an experiment would load the arithmetic. */
  private static String description(String name) {
    ClassLoader loader = ShippedExperiments.class.getClassLoader();
    Config experiment = ConfigFactory.parseResources(loader, "experiments/" + name + ".conf");
    return experiment.hasPath("description") ? experiment.getString("description") : "";
  }
}
