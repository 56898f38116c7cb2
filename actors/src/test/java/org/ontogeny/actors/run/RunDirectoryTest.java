package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {

  @TempDir Path folder;

  private Path runs() {
    return folder.resolve("runs");
  }

  private static String message(Runnable body) {
    return assertThrows(RunDirectory.Unusable.class, body::run).getMessage();
  }

  @Test
  void runsOfAnExperimentAreNumberedAfterTheHighest() throws IOException {
    assertEquals("digits-1", RunDirectory.create(runs(), "digits", Optional.empty()).id());
    assertEquals("digits-2", RunDirectory.create(runs(), "digits", Optional.empty()).id());
    Files.createDirectory(runs().resolve("digits-11"));
    Files.createDirectory(runs().resolve("digits-x"));
    assertEquals("digits-12", RunDirectory.create(runs(), "digits", Optional.empty()).id());
    assertEquals("other-1", RunDirectory.create(runs(), "other", Optional.empty()).id());
  }

  @Test
  void aNameThatIsNoFileNameBecomesOne() {
    RunDirectory run = RunDirectory.create(runs(), "../My Net!", Optional.empty());
    assertEquals("my-net-1", run.id());
    assertEquals(runs(), run.path().getParent());
    assertEquals("run-1", RunDirectory.create(runs(), "???", Optional.empty()).id());
  }

  @Test
  void anIdOfOnesOwnIsTakenAsItIs() {
    RunDirectory run = RunDirectory.create(runs(), "digits", Optional.of("a.b_c-1"));
    assertEquals(runs().resolve("a.b_c-1"), run.path());
    assertTrue(Files.isDirectory(run.path()));
  }

  @Test
  void anIdThatIsTakenIsNamed() {
    RunDirectory.create(runs(), "digits", Optional.of("mine"));
    String message = message(() -> RunDirectory.create(runs(), "digits", Optional.of("mine")));
    assertTrue(message.startsWith("--id mine: there is a run of that name already"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../up", "a/b", "a\\b", "Upper", "-x", ".hidden", "a b"})
  void anIdCannotLeaveTheFolder(String id) {
    String message = message(() -> RunDirectory.create(runs(), "digits", Optional.of(id)));
    assertTrue(message.startsWith("'" + id + "' is no id of a run: expected"), message);
    assertThrows(RunDirectory.Unusable.class, () -> RunDirectory.open(runs(), id));
    assertFalse(Files.exists(runs()));
  }

  @Test
  void anUnknownRunIsAnsweredWithTheKnownOnes() throws IOException {
    String none = message(() -> RunDirectory.open(runs(), "digits-1"));
    assertEquals("no run 'digits-1' in " + runs() + ": there are no runs there", none);
    for (String id : List.of("b", "a")) {
      RunDirectory run = RunDirectory.create(runs(), "digits", Optional.of(id));
      Files.writeString(run.specification(), "experiment = digits");
    }
    String some = message(() -> RunDirectory.open(runs(), "digits-1"));
    assertEquals("no run 'digits-1' in " + runs() + ": expected one of a, b", some);
    assertEquals(runs().resolve("a"), RunDirectory.open(runs(), "a").path());
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    Files.writeString(runs(), "");
    String message = message(() -> RunDirectory.create(runs(), "digits", Optional.empty()));
    assertTrue(message.startsWith(runs() + ": expected a folder"), message);
  }
}
