package org.ontogeny.actors.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

  @TempDir Path parent;
  private Path path;
  private CheckpointFolder folder;

  @BeforeEach
  void open() {
    path = parent.resolve("checkpoints");
    folder = new CheckpointFolder(path, 2);
  }

  private Path keep(long seq) {
    return folder.name(folder.write(CheckpointExample.at(seq)), seq, 7);
  }

  private static void cut(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() - 1);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void nothingThere() throws IOException {
    assertEquals(Optional.empty(), folder.newest());
    assertEquals(List.of(), folder.files());
    folder.clean();
    Files.createDirectory(path);
    assertEquals(Optional.empty(), folder.newest());
  }

  @Test
  void aCheckpointIsThereWhenItIsNamed() {
    Path temporary = folder.write(CheckpointExample.at(412));
    assertTrue(Files.exists(temporary));
    assertEquals(List.of(), folder.files());
    assertEquals(Optional.empty(), folder.newest());

    Path named = folder.name(temporary, 412, 7);
    assertFalse(Files.exists(temporary));
    assertEquals(path.resolve("000000000412-000000000007.ckpt"), named);
    assertEquals(List.of(named), folder.files());
    CheckpointFolder.Found found = folder.newest().orElseThrow();
    assertEquals(412, found.checkpoint().seq());
    assertEquals(named, found.file());
    assertEquals(List.of(), found.damaged());
  }

  @Test
  void theNewestAreKept() throws IOException {
    folder = new CheckpointFolder(path, 3);
    for (long seq : new long[] {5, 40, 300, 1_000_000_000_000L, 1_000_000_000_001L}) {
      keep(seq);
      assertTrue(folder.files().size() <= 3);
    }
    assertEquals(
        List.of(
            "000000000300-000000000007.ckpt",
            "1000000000000-000000000007.ckpt",
            "1000000000001-000000000007.ckpt"),
        names());
    assertEquals(path.resolve("1000000000001-000000000007.ckpt"), folder.files().get(0));
    assertEquals(path.resolve("000000000300-000000000007.ckpt"), folder.files().get(2));
  }

  @Test
  void theSameCheckpointAgainTakesThePlaceOfTheFirst() throws IOException {
    keep(1);
    keep(2);
    keep(2);
    assertEquals(
        List.of("000000000001-000000000007.ckpt", "000000000002-000000000007.ckpt"), names());
  }

  @Test
  void manyMayFollowOneEvent() {
    for (long step : new long[] {9, 10, 200}) {
      folder.name(folder.write(CheckpointExample.at(5)), 5, step);
    }
    assertEquals(List.of(200L, 10L), folder.files().stream().map(CheckpointFolder::step).toList());
  }

  @Test
  void theOneBeforeStandsInForADamagedOne() throws IOException {
    folder = new CheckpointFolder(path, 3);
    keep(1);
    Path second = keep(2);
    Path third = keep(3);
    cut(second);
    cut(third);
    CheckpointFolder.Found found = folder.newest().orElseThrow();
    assertEquals(1, found.checkpoint().seq());
    assertEquals(2, found.damaged().size());
    assertTrue(found.damaged().get(0).contains(third.toString()), found.damaged().get(0));
    assertTrue(found.damaged().get(1).contains("truncated at byte"), found.damaged().get(1));
    assertEquals(
        List.of(
            "000000000001-000000000007.ckpt",
            "000000000002-000000000007.ckpt.damaged",
            "000000000003-000000000007.ckpt.damaged"),
        names());
    assertEquals(List.of(), folder.newest().orElseThrow().damaged());
  }

  @Test
  void noDamagedFileTakesThePlaceOfAnother() throws IOException {
    keep(1);
    for (int time = 0; time < 3; time++) {
      cut(keep(2));
      folder.newest();
    }
    assertEquals(
        List.of(
            "000000000001-000000000007.ckpt",
            "000000000002-000000000007.ckpt.2.damaged",
            "000000000002-000000000007.ckpt.3.damaged",
            "000000000002-000000000007.ckpt.damaged"),
        names());
  }

  @Test
  void ifAllAreDamagedNothingIsBegunAnew() throws IOException {
    cut(keep(1));
    cut(keep(2));
    for (int time = 0; time < 2; time++) {
      DamagedCheckpoint error = assertThrows(DamagedCheckpoint.class, folder::newest);
      assertTrue(error.getMessage().contains("000000000001-000000000007.ckpt"), error.getMessage());
      assertTrue(error.getMessage().contains("000000000002-000000000007.ckpt"), error.getMessage());
      assertEquals(
          List.of("000000000001-000000000007.ckpt", "000000000002-000000000007.ckpt"), names());
    }
  }

  @Test
  void whatANewerProgramWroteIsLeftToIt() throws Exception {
    keep(1);
    Path file = keep(2);
    byte[] bytes = ByteBuffer.wrap(Files.readAllBytes(file)).putInt(8, 2).array();
    int end = bytes.length - 32;
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    System.arraycopy(hash.digest(Arrays.copyOf(bytes, end)), 0, bytes, end, 32);
    Files.write(file, bytes);
    DamagedCheckpoint error = assertThrows(DamagedCheckpoint.class, folder::newest);
    assertTrue(error.isNewer());
    assertEquals(
        List.of("000000000001-000000000007.ckpt", "000000000002-000000000007.ckpt"), names());
  }

  @Test
  void whatACrashHasLeftIsRemovedAndNothingElse() throws IOException {
    folder.write(CheckpointExample.at(3));
    keep(2);
    Files.writeString(path.resolve(".state.npz.part"), "");
    Files.writeString(path.resolve("notes.txt"), "");
    folder.clean();
    assertEquals(
        List.of(".state.npz.part", "000000000002-000000000007.ckpt", "notes.txt"), names());
  }

  @Test
  void impossibleWishes() throws IOException {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> new CheckpointFolder(path, 1));
    assertEquals("checkpoints to keep: expected 2 or more, got 1", error.getMessage());
    Files.writeString(path, "a file");
    UncheckedIOException taken =
        assertThrows(UncheckedIOException.class, () -> folder.write(CheckpointExample.at(1)));
    assertTrue(taken.getMessage().contains(path.toString()), taken.getMessage());
  }
}
