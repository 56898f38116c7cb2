package org.ontogeny.actors.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;

/** The queries and the script of {@code docs/journal.md} do what it says. */
class JournalDocumentTest {

  @TempDir Path directory;

  private static List<String> blocks(String language) throws IOException {
    String document = Files.readString(Path.of("..", "docs", "journal.md"));
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(document)
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static Fact born(String projection, List<Fate> births) {
    return new Fact.SynapsesFormed(
        projection, new GroupId(projection, 0, 4), "initial", Double.NaN, births, Living.NONE);
  }

  private static Fact died(String projection, Fate... deaths) {
    return new Fact.SynapsesPruned(
        projection,
        new GroupId(projection, 0, 4),
        "fisher",
        "threshold(0.03)",
        0.03,
        OptionalLong.empty(),
        List.of(deaths),
        Living.NONE);
  }

  private static Fate birth(int pre, int post) {
    return new Fate(pre, post, Double.NaN, 0.5f, 0, Float.NaN);
  }

  private static Fate death(int pre, int post, double importance) {
    return new Fate(pre, post, importance, 0.25f, 90, Float.NaN);
  }

  /** Two rounds, then another course from before them, with one. */
  private Path small() throws SQLException {
    Path file = directory.resolve(SqliteJournal.FILE);
    try (JournalWriter writer = JournalWriter.create(file)) {
      writer.write(
          List.of(
              new Event(1, 0, "", new Fact.RunStarted("tiny", 1, 6, 8)),
              new Event(
                  2,
                  0,
                  "",
                  born("visible-h1", List.of(birth(0, 0), birth(1, 0), birth(0, 1), birth(1, 1)))),
              new Event(3, 0, "", born("h1-h2", List.of(birth(0, 0), birth(1, 0)))),
              new Event(4, 90, "rounds/1/prune", died("visible-h1", death(1, 0, 0.025))),
              new Event(5, 90, "rounds/1/prune", died("h1-h2", death(0, 0, 0.005))),
              new Event(6, 180, "rounds/2/prune", died("visible-h1", death(0, 1, 0.021))),
              new Event(7, 180, "", new Fact.Branched("start", 3, "random", 6, 8)),
              new Event(
                  8,
                  270,
                  "random/1/prune",
                  died("visible-h1", death(0, 0, 0.0), death(1, 0, 0.021), death(0, 1, 0.1)))));
      writer.record(JournalExamples.CLOCK.instant(), "started", "{\"threads\":2}");
      writer.record(JournalExamples.CLOCK.instant(), "finished", "{}");
      writer.commit();
      writer.checkpoint();
    }
    return file;
  }

  private List<String> rows(String about) throws IOException, SQLException {
    String query =
        blocks("sql").stream()
            .filter(block -> block.startsWith("-- " + about + "\n"))
            .findFirst()
            .orElseThrow();
    List<String> result = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + small());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.add(rows.getString(column));
        }
        result.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
    }
    return result;
  }

  @Test
  void everyQueryIsTried() throws IOException {
    assertEquals(5, blocks("sql").size());
  }

  @Test
  void deathsPerRoundAndProjection() throws IOException, SQLException {
    assertEquals(
        List.of(
            "rounds/1/prune|visible-h1|fisher|1",
            "rounds/1/prune|h1-h2|fisher|1",
            "rounds/2/prune|visible-h1|fisher|1",
            "random/1/prune|visible-h1|fisher|3"),
        rows("deaths per round and projection"));
  }

  @Test
  void lifeOfOneSynapse() throws IOException, SQLException {
    assertEquals(
        List.of(
            "2|0||born|initial|null|null|0.5",
            "4|90|rounds/1/prune|died at age 90|fisher|0.025|0.03|0.25",
            "8|270|random/1/prune|died at age 90|fisher|0.021|0.03|0.25"),
        rows("life of one synapse"));
  }

  @Test
  void importanceAtDeath() throws IOException, SQLException {
    assertEquals(
        List.of("h1-h2|0|1", "visible-h1|0|1", "visible-h1|2|3", "visible-h1|10|1"),
        rows("importance at death"));
  }

  @Test
  void densityOverSteps() throws IOException, SQLException {
    assertEquals(
        List.of("h1-h2|0|2|1.0", "visible-h1|0|4|1.0", "visible-h1|270|1|0.25"),
        rows("density over steps"));
  }

  @Test
  void lastOperations() throws IOException, SQLException {
    assertEquals(
        List.of(
            "2|2026-02-03T04:05:06.789Z|finished|{}",
            "1|2026-02-03T04:05:06.789Z|started|{\"threads\":2}"),
        rows("last operations"));
  }

  @Test
  void theScriptRecomputesEveryDigest() throws IOException, SQLException, InterruptedException {
    assumeTrue(hasPython(), "needs python3");
    Path file = directory.resolve(SqliteJournal.FILE);
    List<Event> events = JournalExamples.ofEveryKind();
    try (JournalWriter writer = JournalWriter.create(file)) {
      writer.write(events);
      writer.commit();
      writer.checkpoint();
    }
    Path script = Files.writeString(directory.resolve("check.py"), blocks("python").get(0));
    String sound = output("python3", script.toString(), file.toString());
    assertTrue(sound.startsWith(events.size() + " events, last digest "), sound);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      JournalFile.run("UPDATE synapse SET age = age + 1 WHERE rowid = 10", connection);
    }
    String damaged = output("python3", script.toString(), file.toString());
    assertEquals("event 6 is not what was written", damaged.strip());
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return output("python3", "-c", "import sqlite3").isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
