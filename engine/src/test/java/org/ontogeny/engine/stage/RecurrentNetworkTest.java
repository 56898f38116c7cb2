package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** A network that learns by error and is joined to itself: neurons die from all their synapses. */
class RecurrentNetworkTest {

  private static final String TEXT =
      """
      experiment = recurrent
      data { side = 8, values = grey, train = 100, test = 20, transfer = noise }
      network {
        populations = [
          { name = visible }
          { name = h, neurons = 12, dynamics = hard-tanh, iterations = 3, groups = 3 }
          { name = out, neurons = 10, dynamics = softmax }
        ]
        projections = [{ from = visible, to = h }, { from = h, to = h }, { from = h, to = out }]
      }
      ensembles { examples { columns = 20 } }
      stages = [
        { stage = train, updates = 5 }
        {
          stage = rounds, count = 2, measure { readings = 3 }, retrain { updates = 5 }
          rule { criterion = magnitude, selection = layer-percentile, percent = 50 }
          measures = [counts, activity, fisher]
        }
      ]
      """;

  @TempDir private Path folder;

  private RunSpec spec(Map<String, String> overrides) throws IOException {
    Path file = folder.resolve("recurrent.conf");
    Files.writeString(file, TEXT);
    return SpecReader.read(file.toString(), overrides);
  }

  @Test
  void theDeadLeaveTheSynapsesWithinTheirPopulation() throws IOException {
    RunSpec spec = spec(Map.of());
    Dataset data = spec.data().load(Optional.empty());
    NetworkState born = spec.birth().of(spec.network());
    List<Event> events = new ArrayList<>();
    try (Executor executor =
        new SequentialExecutor(
            spec.network(),
            Groups.of(born.groups(), spec.network(), spec.seed(), new ReferenceKernels()))) {
      Development development =
          new Development(
              spec.setting(data),
              Checkpoint.of(born),
              spec.setting(data).batches(),
              executor,
              events::add,
              Progress.NONE);
      boolean[] done = {false};
      development.develop(
          spec.experiment(),
          now -> {
            if (now.step() == 5 && !done[0]) {
              done[0] = true;
              now.lesion(Lesion.of("h", List.of(1, 7)));
            }
          });
      for (SynapseGroupState group : development.copy().synapseGroups()) {
        assertTrue(
            IntStream.of(group.id().owner().startsWith("h") ? group.preNeuron() : new int[0])
                .noneMatch(n -> n == 1 || n == 7),
            group.id().toString());
      }
    }
    assertEquals(
        2 * 5, // evaluations of rounds, each of five numbers
        events.stream()
            .filter(e -> e.fact() instanceof Fact.Evaluated v && v.of().equals("output"))
            .count());
  }

  @Test
  void theOutputHasANeuronForEachClass() throws IOException {
    RunSpec spec = spec(Map.of("network.populations.2.neurons", "12"));
    Dataset data = spec.data().load(Optional.empty());
    String message = assertThrows(SpecException.class, () -> spec.setting(data)).getMessage();
    assertTrue(message.contains("expected 10 neurons in the output out"), message);
  }

  @Test
  void thereIsNoMeanField() {
    String message =
        assertThrows(SpecException.class, () -> spec(Map.of("mean-field.start", "repo")))
            .getMessage();
    assertTrue(message.contains("mean-field.start"), message);
  }
}
