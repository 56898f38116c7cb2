package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Progress;
import org.ontogeny.engine.statistic.SynapseView;
import picocli.CommandLine;

/** What a user's jar adds, from its source to the journal of a run. */
@Timeout(300)
class PluginsTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "plugins.md");

  /** Strength that fades with age: nothing that a window counts. */
  private static final String FADING =
      PluginJar.criterion(
          "Fading", "fading", "return Math.abs(synapse.weight()) / (1 + synapse.age());");

  private static final double THRESHOLD = 0.002;

  private static final String RESTRICTED =
      """
      experiment = restricted
      data { side = 8, train = 100, test = 20 }
      network {
        populations = [ { name = visible }, { name = h1, neurons = 12 } ]
        projections = [ { from = visible, to = h1 } ]
      }
      """;

  private static final String DEEP =
      """
      experiment = deep
      data { side = 8, train = 100, test = 20 }
      network {
        populations = [
          { name = visible }
          { name = h1, neurons = 12 }
          { name = h2, neurons = 8 }
        ]
        projections = [ { from = visible, to = h1 }, { from = h1, to = h2 } ]
      }
      """;

  private static final String BOLTZMANN_STAGES =
      """
      ensembles { chains { columns = 20 } }
      readout { epochs = 1 }
      stages = [
        { stage = train, updates = 5 }
        {
          stage = rounds
          count = 2
          measure { burn-in = 2, readings = 3, sweeps = 1 }
          rule { criterion = fading, selection = threshold, threshold = 0.002 }
          retrain { updates = 5, burn-in = 0 }
          dead-ends { die = keep }
          controls = [unpruned]
        }
      ]
      """;

  private static final String LEARNING_BY_ERROR =
      """
      experiment = graded
      data { side = 8, values = grey, train = 100, test = 20 }
      network {
        populations = [
          { name = visible }
          { name = h1, neurons = 12, dynamics = relu }
          { name = out, neurons = 10, dynamics = softmax }
        ]
        projections = [ { from = visible, to = h1 }, { from = h1, to = out } ]
      }
      stages = [
        { stage = train, updates = 5 }
        {
          stage = rounds
          count = 2
          measure { readings = 3 }
          rule { criterion = fading, selection = threshold, threshold = 0.002 }
          retrain { updates = 5 }
          dead-ends { die = keep }
          controls = [unpruned]
        }
      ]
      """;

  @TempDir private Path folder;
  private Path plugins;
  private Path runs;

  /** An experiment for each kind of network, whose rule is the jar's with the threshold above. */
  static Stream<String> networks() {
    return Stream.of(RESTRICTED + BOLTZMANN_STAGES, DEEP + BOLTZMANN_STAGES, LEARNING_BY_ERROR);
  }

  @BeforeEach
  void makeFolders() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    runs = folder.resolve("runs");
  }

  private record Said(int status, String out, String err) {

    Said ok() {
      assertEquals(0, status, err);
      return this;
    }

    /** Standard error has all of these, and the status is as expected. */
    void names(int expected, String... parts) {
      assertEquals(expected, status, err);
      for (String part : parts) {
        assertTrue(err.contains(part), () -> part + " is not in\n" + err);
      }
      assertFalse(err.contains("\tat "), err);
    }
  }

  private Said say(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--runs", runs.toString()));
    return new Said(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
  }

  private Said sayWithPlugins(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--plugins", plugins.toString()));
    return say(all.toArray(String[]::new));
  }

  private Said run(String id, String... more) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("run", experiment(RESTRICTED + BOLTZMANN_STAGES), "--id", id));
    all.addAll(List.of(more));
    return sayWithPlugins(all.toArray(String[]::new));
  }

  private String experiment(String text) throws IOException {
    return Files.writeString(folder.resolve("mine.conf"), text).toString();
  }

  private List<Event> events(String id) {
    try (JournalReader journal = JournalReader.open(runs.resolve(id))) {
      journal.check();
      return journal.events(1).toList();
    }
  }

  private List<Fate> deaths(String id, String rule) {
    return events(id).stream()
        .map(Event::fact)
        .filter(fact -> fact instanceof Fact.SynapsesPruned p && p.rule().equals(rule))
        .flatMap(fact -> ((Fact.SynapsesPruned) fact).deaths().stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aRuleOfAJarPrunesEveryKindOfNetwork(String text) throws IOException {
    PluginJar.make(plugins.resolve("fading.jar"), "Fading\n", FADING);
    String file = experiment(text);
    for (String threads : List.of("1", "2")) {
      sayWithPlugins("run", file, "--id", "by-" + threads, "--threads", threads).ok();
    }
    List<Fate> deaths = deaths("by-1", "fading");
    assertTrue(deaths.size() > 20, "only " + deaths.size() + " died");
    for (Fate death : deaths) {
      assertEquals(Math.abs(death.weight()) / (1 + death.age()), death.importance());
      assertTrue(death.importance() <= THRESHOLD, death::toString);
    }
    assertEquals(events("by-1"), events("by-2"));
    Said verified = sayWithPlugins("verify", "by-2").ok();
    assertTrue(verified.out().contains("all is sound"), verified.out());
    assertFalse(verified.out().contains("rules that are not known here:"), verified.out());
  }

  @Test
  void aRunIsResumedByTheSameJarOnly() throws IOException {
    Path jar = plugins.resolve("fading.jar");
    PluginJar.make(jar, "Fading\n", FADING);
    stop("cut", SpecReader.read(experiment(DEEP + BOLTZMANN_STAGES), Map.of(), fromJars()));
    say("resume", "cut").names(2, "got fading", "a criterion of a plugin needs --plugins DIR");
    byte[] good = Files.readAllBytes(jar);
    PluginJar.make(jar, "Fading\n", FADING.replace("1 + ", "2 + "));
    for (String command : List.of("resume", "verify")) {
      sayWithPlugins(command, "cut")
          .names(2, "run cut", "another version of criterion fading", sha256(good), "SHA-256");
    }
    Files.delete(jar);
    Files.write(plugins.resolve("renamed.jar"), good);
    sayWithPlugins("resume", "cut").ok();
    sayWithPlugins("run", experiment(DEEP + BOLTZMANN_STAGES), "--id", "whole").ok();
    assertEquals(events("whole"), events("cut"));
  }

  private Catalogue fromJars() {
    return Catalogue.of(plugins);
  }

  /** Develops a run until synapses die for the first time. */
  private void stop(String id, RunSpec spec) {
    RunDirectory directory = RunDirectory.create(runs, id, Optional.of(id));
    Conditions conditions = Conditions.of(2, Map.of()).withCriteria(fromJars());
    Run run = new Run(spec, Run.load(spec, Optional.empty()), directory, conditions);
    assertThrows(
        Run.Stopped.class,
        () ->
            run.develop(
                event -> {
                  if (event.fact() instanceof Fact.SynapsesPruned) {
                    run.stop();
                  }
                },
                Progress.NONE));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutThePluginARunIsLookedAtAndSaysWhatIsMissing() throws IOException {
    PluginJar.make(plugins.resolve("fading.jar"), "Fading\n", FADING);
    run("mine").ok();
    String verified = say("verify", "mine").ok().out();
    for (String part : List.of("not known here: fading", "--plugins DIR", "all is sound")) {
      assertTrue(verified.contains(part), verified);
    }
    for (String command : List.of("show", "watch", "events", "report")) {
      say(command, "mine").ok();
    }
    run("theirs", "--set", "stages.1.rule.criterion=nothing")
        .names(2, "expected one of fisher", "random, fading, got nothing", "--plugins DIR");
    say("run", folder.resolve("mine.conf").toString()).names(2, "random, got fading", "--plugins");
  }

  @Test
  void aNameBelongsToOneCriterion() throws IOException {
    Path first = plugins.resolve("a.jar");
    PluginJar.make(first, "Fading\n", FADING.replace("\"fading\"", "\"magnitude\""));
    run("a").names(2, "--plugins: " + first, "magnitude", "taken by the program");
    PluginJar.make(first, "Fading\n", FADING);
    Path second = plugins.resolve("b.jar");
    PluginJar.make(second, "Other\n", PluginJar.criterion("Other", "fading", "return 0;"));
    run("b").names(2, first.toString(), second.toString(), "criterion fading");
    PluginJar.make(second, "Other\n", PluginJar.criterion("Other", "other", "return 0;"));
    run("c").ok();
  }

  @Test
  void aJarThatIsNoPluginIsNamed() throws IOException {
    run("a").names(2, "--plugins: expected jars in " + plugins);
    Path jar = plugins.resolve("a.jar");
    Files.writeString(jar, "nothing");
    run("a").names(2, jar.toString(), "expected a jar that can be read");
    PluginJar.make(jar, "", FADING);
    run("a").names(2, jar.toString(), "names no criterion that is in the jar", PluginJar.SERVICES);
    PluginJar.make(jar, "Missing\n", FADING);
    run("a").names(2, jar.toString(), "Missing");
    String failing =
        FADING.replace(
            "Criterion {",
            "Criterion { public Fading() { throw new IllegalStateException(\"no licence\"); }");
    PluginJar.make(jar, "Fading\n", failing);
    run("a").names(2, jar.toString(), "Fading", "no licence");
    PluginJar.make(jar, "Fading\n", FADING.replace("\"fading\"", "\"Fading of mine\""));
    run("a").names(2, jar.toString(), "'Fading of mine'", "lower-case letters");
    assertFalse(Files.exists(runs), "a mistake left a run behind");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1.0", "0.0 / 0.0", "1 / 0.0"})
  void anImportanceThatIsNoneStopsTheRun(String importance) throws IOException {
    String source = PluginJar.criterion("Fading", "fading", "return " + importance + ";");
    PluginJar.make(plugins.resolve("wrong.jar"), "Fading\n", source);
    run("a").names(1, "criterion fading gives ", "expected a finite number of at least 0");
  }

  @Test
  void whatACriterionThrowsIsToldWithItsJar() throws IOException {
    Path jar = plugins.resolve("wrong.jar");
    String source =
        PluginJar.criterion(
            "Fading", "fading", "throw new IllegalStateException(\"out of \" + synapse.age());");
    PluginJar.make(jar, "Fading\n", source);
    run("a").names(1, "criterion fading of " + jar + " failed", "out of ");
  }

  /** As the document has it: source, file of services and experiment. */
  @Test
  void theDocumentsExampleRuns() throws IOException {
    String document = Files.readString(DOCUMENT);
    Path jar = plugins.resolve("mutual-information.jar");
    PluginJar.make(jar, block(document, "text"), block(document, "java"));
    assertTrue(document.contains(PluginJar.SERVICES));
    Criterion criterion = fromJars().find("mutual-information").orElseThrow();
    assertEquals(Math.log(2), criterion.importance(counted(4, 2, 2, 2)), 1e-12);
    assertEquals(0, criterion.importance(counted(4, 2, 2, 1)), 1e-12);
    String file = experiment(block(document, "hocon"));
    sayWithPlugins("run", file, "--id", "mine").ok();
    List<Fate> deaths = deaths("mine", "mutual-information");
    assertFalse(deaths.isEmpty(), "nobody died");
    assertTrue(deaths.stream().allMatch(death -> death.importance() <= 0.001));
    sayWithPlugins("verify", "mine").ok();
  }

  /** A synapse whose ends were active, and together, in so many of n samples. */
  private static SynapseView counted(long n, long pre, long post, long both) {
    return new SynapseView() {
      @Override
      public float weight() {
        throw new AssertionError("the weight is none of its business");
      }

      @Override
      public long samples() {
        return n;
      }

      @Override
      public long preActive() {
        return pre;
      }

      @Override
      public long postActive() {
        return post;
      }

      @Override
      public long together() {
        return both;
      }

      @Override
      public long age() {
        throw new AssertionError("the age is none of its business");
      }

      @Override
      public float draw() {
        throw new AssertionError("the draw is none of its business");
      }
    };
  }

  private static String block(String document, String language) {
    Matcher block =
        Pattern.compile("\n```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(document);
    assertTrue(block.find(), language);
    return block.group(1);
  }
}
