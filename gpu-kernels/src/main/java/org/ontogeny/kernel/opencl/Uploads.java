package org.ontogeny.kernel.opencl;

import java.util.Map;
import java.util.WeakHashMap;
import org.ontogeny.kernel.SparseSynapses;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * Weights and wiring that stand on the device from one call to the next; weights go there again
 * when they have changed. For the thread that is at the device.
 */
final class Uploads {

  private final Map<Weights, Copies> copies = new WeakHashMap<>();
  private final Map<Synapses, Pattern> patterns = new WeakHashMap<>();

  /**
   * Compressed synapses on the device, by places in its wiring.
   *
   * @param block where the arrays stand
   * @param rowStart first slot onto each postsynaptic neuron, [posts+1]
   * @param preIndex presynaptic neuron of each slot, [living]
   * @param columnStart first outgoing entry of each presynaptic neuron, [pres+1]
   * @param postIndex postsynaptic neuron of each outgoing entry, [living]
   * @param slotOf slot of each outgoing entry, [living]
   * @param postOf postsynaptic neuron of each slot, [living]
   */
  record Pattern(
      DeviceBlock block,
      int rowStart,
      int preIndex,
      int columnStart,
      int postIndex,
      int slotOf,
      int postOf) {}

  /** The blocks of some weights on the device, as they are and with rows and columns exchanged. */
  private static final class Copies {
    private DeviceBlock weights; // null until uploaded
    private DeviceBlock turned; // null until a dense product towards post needs them
  }

  /** That the weights stand in these blocks of this device since their last change. */
  private static final class Uploaded {
    private final Copies copies;
    private boolean turned;

    Uploaded(Copies copies) {
      this.copies = copies;
    }
  }

  /** The place of the weights, [slots]; uploads them if they have changed. */
  int place(DeviceOwner.Visit visit, Weights weight) {
    return visit.place(uploaded(visit, weight).copies.weights);
  }

  private Uploaded uploaded(DeviceOwner.Visit visit, Weights weight) {
    Copies own = copies.computeIfAbsent(weight, key -> new Copies());
    if (weight.derived() instanceof Uploaded uploaded && uploaded.copies == own) {
      return uploaded;
    }
    if (own.weights == null) {
      own.weights = visit.takeForLong(weight.values().length);
    }
    visit.upload(weight.values(), visit.place(own.weights));
    Uploaded uploaded = new Uploaded(own);
    weight.keep(uploaded);
    return uploaded;
  }

  /**
   * The place of dense weights in the order of the presynaptic neurons, [pres][posts], so that
   * neighbouring work items of a product read neighbours in memory, as they do towards pre.
   */
  int turned(DeviceOwner.Visit visit, Weights weight, Synapses synapses) {
    Uploaded uploaded = uploaded(visit, weight);
    Copies own = uploaded.copies;
    if (!uploaded.turned) {
      if (own.turned == null) {
        own.turned = visit.takeForLong(weight.values().length);
      }
      visit
          .program()
          .setPlaces(
              visit.place(own.weights),
              0,
              visit.place(own.turned),
              synapses.pres(),
              synapses.posts());
      visit.launch(DeviceProgram.TURN, weight.values().length);
      uploaded.turned = true;
    }
    return visit.place(own.turned);
  }

  /** Where the wiring stands; uploads it the first time. */
  Pattern pattern(DeviceOwner.Visit visit, SparseSynapses synapses) {
    Pattern pattern = patterns.get(synapses);
    if (pattern == null) {
      pattern = wire(visit, synapses);
      patterns.put(synapses, pattern);
    }
    visit.place(pattern.block);
    return pattern;
  }

  private static Pattern wire(DeviceOwner.Visit visit, SparseSynapses synapses) {
    int living = synapses.living();
    int[] postOf = new int[living];
    synapses.forEach((slot, pre, post) -> postOf[slot] = post);
    DeviceBlock block =
        visit.wire(
            synapses.rowStart(),
            synapses.columnStart(),
            synapses.preIndex(),
            synapses.postIndex(),
            synapses.slotOf(),
            postOf);
    int rowStart = block.place();
    int columnStart = rowStart + synapses.posts() + 1;
    int preIndex = columnStart + synapses.pres() + 1;
    return new Pattern(
        block,
        rowStart,
        preIndex,
        columnStart,
        preIndex + living,
        preIndex + 2 * living,
        preIndex + 3 * living);
  }
}
