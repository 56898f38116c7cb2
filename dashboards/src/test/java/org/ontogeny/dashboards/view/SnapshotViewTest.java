package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.snapshot.SnapshotArrays;
import org.ontogeny.actors.snapshot.SnapshotFile;
import org.ontogeny.dashboards.view.SnapshotView.Field;
import org.ontogeny.dashboards.view.SnapshotView.Grid;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/** A file of a snapshot, ready to be drawn. */
class SnapshotViewTest {

  private static final Population V = new Population("v", 3, 1, true, 3);
  private static final Population H = new Population("h", 4, 1, false, 0);
  private static final Population T = new Population("t", 11, 1, false, 0);
  private static final Network NETWORK =
      new Network(
          List.of(V, H, T),
          List.of(
              new Projection("v-h", V, H, Projection.FULL),
              new Projection("h-t", H, T, Projection.FULL)));

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("0000000412-36000.npz");
    SnapshotFile.write(
        file,
        new SnapshotArrays(
            Map.of(
                "v-h",
                new SnapshotArrays.Fields(
                    new int[] {0, 2, 3},
                    3,
                    new float[] {1, 0, -1, 0, 2, 0, 0.5f, 0, 9},
                    new byte[] {1, 0, 1, 0, 1, -1, 1, 0, 0})),
            Map.of(
                "v",
                new SnapshotArrays.Neurons(
                    new float[3],
                    new byte[] {1, 1, 1},
                    new byte[] {1, 0, 0, 0, 1, 1},
                    new float[] {0.5f, 0, 1}),
                "h",
                new SnapshotArrays.Neurons(
                    new float[] {0, Float.NaN, 0, 0},
                    new byte[] {1, 0, 1, 1},
                    new byte[8],
                    new float[] {0, Float.NaN, 0, 0}))));
  }

  @Test
  void fieldsComeByStrength() {
    SnapshotView view = SnapshotView.read(file, NETWORK);
    assertEquals(412, view.seq());
    assertEquals(36_000, view.step());
    assertEquals(List.of("v-h"), view.projections());
    assertEquals(3, view.total("v-h"));
    List<Field> fields = view.fields("v-h", 10);
    assertEquals(List.of(2, 0, 3), fields.stream().map(Field::post).toList());
    assertEquals(List.of(4.0, 2.0, 0.25), fields.stream().map(Field::strength).toList());
    assertArrayEquals(new float[] {0, 2, 0}, fields.get(0).weight());
    assertArrayEquals(new byte[] {0, 1, -1}, fields.get(0).alive());
    assertEquals(2, view.fields("v-h", 1).get(0).post());
    assertEquals(1, view.fields("v-h", 1).size());
    assertEquals(List.of(), view.fields("h-t", 10));
    assertEquals(0, view.total("h-t"));
  }

  @Test
  void fantasiesAreStatesOfTheVisiblePopulation() {
    SnapshotView view = SnapshotView.read(file, NETWORK);
    List<byte[]> fantasies = view.fantasies(10);
    assertEquals(2, fantasies.size());
    assertArrayEquals(new byte[] {1, 0, 1}, fantasies.get(0));
    assertArrayEquals(new byte[] {0, 0, 1}, fantasies.get(1));
    assertEquals(1, view.fantasies(1).size());
    assertEquals(List.of("v", "h"), view.populations());
    assertArrayEquals(new float[] {0.5f, 0, 1}, view.rate("v"));
    assertTrue(Float.isNaN(view.rate("h")[1]));
    assertEquals(0, view.rate("t").length);
  }

  @Test
  void neuronsLieInAGridOrNearlyASquare() {
    SnapshotView view = SnapshotView.read(file, NETWORK);
    assertEquals(Optional.of(new Grid(1, 3)), view.grid("v"));
    assertEquals(Optional.of(new Grid(2, 2)), view.grid("h"));
    assertEquals(Optional.of(new Grid(3, 4)), view.grid("t"));
    assertEquals(Optional.empty(), view.grid("u"));
  }

  private static void assertNames(Path file, Network network) {
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> SnapshotView.read(file, network));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }

  @Test
  void aFileThatIsNoneIsNamed() throws Exception {
    assertNames(folder.resolve("0000000001-1.npz"), NETWORK);
    assertNames(Files.copy(file, folder.resolve("other.npz")), NETWORK);
    Path text = Files.writeString(folder.resolve("0000000002-2.npz"), "text");
    assertNames(text, NETWORK);
    Population wide = new Population("v", 4, 1, true, 2);
    assertNames(
        file,
        new Network(List.of(wide, H), List.of(new Projection("v-h", wide, H, Projection.FULL))));
  }
}
