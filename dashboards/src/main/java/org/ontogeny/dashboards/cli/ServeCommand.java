package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.ontogeny.dashboards.server.Listening;
import org.ontogeny.dashboards.server.Server;
import org.ontogeny.dashboards.server.api.ActivitySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ontogeny serve}: shows runs to browsers and other programs. */
@Command(
    name = "serve",
    description = "Serve the runs of a folder over HTTP until Ctrl-C, also while they develop.",
    footer = {
      "",
      "Other computers reach an address that is not the loopback one: it needs a token, from a file",
      "or from ONTOGENY_TOKEN, which requests carry as 'Authorization: Bearer TOKEN'."
    })
final class ServeCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RunsFolder runs;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + Listening.PORT,
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "A",
      defaultValue = Listening.LOOPBACK,
      description = "Address of this computer to listen on (default: ${DEFAULT-VALUE}).")
  private String address;

  @Option(
      names = "--host-name",
      paramLabel = "NAME",
      description = "NAME or NAME:PORT by which this server is called too; may be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token that requests must carry (or set ONTOGENY_TOKEN).")
  private Optional<Path> tokenFile;

  @Override
  public void run() {
    if (!Files.isDirectory(runs.path())) {
      throw new ParameterException(
          command.commandLine(), "--runs: expected a folder, and there is none: " + runs.path());
    }
    Listening listening = new Listening(address, port, names, AccessToken.of(tokenFile, command));
    PrintWriter err = command.commandLine().getErr();
    Server server = Server.start(runs.path(), listening, ActivitySource.NONE, err);
    closeOnSignal(server, err);
    PrintWriter out = command.commandLine().getOut();
    out.println("serving %s at %s".formatted(runs.path(), server.url()));
    out.flush();
    waitForEver();
  }

  /** A signal is how this command ends in order, so its exit status is that of success. */
  private static void closeOnSignal(Server server, PrintWriter err) {
    Runnable close =
        () -> {
          int status = ExitCode.OK;
          try {
            server.close();
          } catch (IllegalStateException e) {
            err.println("ontogeny: " + e.getMessage());
            status = ExitCode.SOFTWARE;
          }
          err.flush();
          Runtime.getRuntime().halt(status);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(close, "close-on-signal"));
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
