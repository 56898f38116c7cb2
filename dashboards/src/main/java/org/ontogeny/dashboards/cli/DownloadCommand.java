package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.ontogeny.engine.data.DataDirectory;
import org.ontogeny.engine.data.MnistDownload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ontogeny download}: fetches MNIST. */
@Command(
    name = "download",
    description = "Fetch the files of MNIST into a data folder, once, with their checksums.")
final class DownloadCommand implements Runnable {

  @Spec private CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of data sets; mnist is made in it (default: $ONTOGENY_DATA).")
  private Path folder;

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "Folder on the web where the four files are (default: one known to have them).")
  private URI from = MnistDownload.ADDRESS;

  @Override
  public void run() {
    PrintWriter out = command.commandLine().getOut();
    DataDirectory directory =
        DataDirectory.find(Optional.ofNullable(folder), System.getenv())
            .orElseThrow(
                () ->
                    new ParameterException(
                        command.commandLine(),
                        "expected --data DIR or %s=DIR, got neither"
                            .formatted(DataDirectory.VARIABLE)));
    new MnistDownload(from).into(directory.path(), out::println);
    out.flush();
  }
}
