package org.ontogeny.kernel.opencl;

import com.aparapi.Kernel;
import com.aparapi.device.Device;
import com.aparapi.device.OpenCLDevice;
import java.util.List;
import org.ontogeny.kernel.Activation;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.DenseSynapses;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Shapes;
import org.ontogeny.kernel.SparseSynapses;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * The backend "opencl": the contract on one OpenCL device, by way of Aparapi. The batches it
 * returns stay on the device until somebody asks for their values, weights and patterns go there
 * once a change, and counts and gradients come back once a call. Threads take turns.
 */
public final class OpenClKernels implements Kernels {

  /** A product has large tiles if there are enough of them to occupy a device. */
  private static final int LARGE_TILES_FROM = 16;

  private static final int CHANGE_GROUPS = 256;

  private static OpenClKernels opened; // null until somebody asks

  private final DeviceOwner owner;
  private final String arithmetic;
  private final boolean shared; // whether the device computes in the memory of this process
  private final Uploads uploads = new Uploads();

  private OpenClKernels(DeviceOwner owner, String arithmetic, boolean shared) {
    this.owner = owner;
    this.arithmetic = arithmetic;
    this.shared = shared;
  }

  /**
   * The backend on the first GPU, or else on the first device of any kind; the same at every call,
   * for a device has one owner.
   *
   * @throws IllegalStateException if there is no device or it cannot be used, with the reason
   */
  public static synchronized OpenClKernels open() {
    if (opened == null) {
      OpenCLDevice device = firstDevice();
      opened = open(device, !sharesMemory(device), Long.MAX_VALUE);
    }
    return opened;
  }

  /** Whether a device computes in the memory of this process. */
  static boolean sharesMemory(OpenCLDevice device) {
    return device.getType() == Device.TYPE.CPU;
  }

  /**
   * The backend on a device.
   *
   * @param ownMemory whether the device has memory of its own
   * @param limit of its use of memory, floats
   */
  static OpenClKernels open(OpenCLDevice device, boolean ownMemory, long limit) {
    return new OpenClKernels(
        new DeviceOwner(device, ownMemory, new DeviceProgram(), limit),
        arithmetic(device),
        !ownMemory);
  }

  static OpenCLDevice firstDevice() {
    OpenClDevices found = OpenClDevices.found(); // must come first: it is the safe first look-up
    if (found.devices().isEmpty()) {
      throw new IllegalStateException("no OpenCL device: " + found.absence());
    }
    List<OpenCLDevice> devices = OpenCLDevice.listDevices(null);
    return devices.stream()
        .filter(device -> device.getType() == Device.TYPE.GPU)
        .findFirst()
        .orElseGet(() -> devices.get(0));
  }

  private static String arithmetic(OpenCLDevice device) {
    return "opencl; %s, %s, %s; Aparapi %s; %s"
        .formatted(
            device.getName(),
            device.getOpenCLPlatform().getName(),
            device.getOpenCLPlatform().getVersion(),
            Kernel.class.getPackage().getImplementationVersion(),
            System.getProperty("os.arch"))
        .replaceAll("\\s+", " ");
  }

  @Override
  public String backend() {
    return "opencl";
  }

  @Override
  public String arithmetic() {
    return arithmetic;
  }

  @Override
  public boolean onDevice() {
    return true;
  }

  // ---- along synapses ----

  @Override
  public Batch toPost(Synapses synapses, Weights weight, Batch pre) {
    Shapes.toPost(synapses, weight, pre);
    return product(synapses, weight, pre, true);
  }

  @Override
  public Batch toPre(Synapses synapses, Weights weight, Batch post) {
    Shapes.toPre(synapses, weight, post);
    return product(synapses, weight, post, false);
  }

  private Batch product(Synapses synapses, Weights weight, Batch batch, boolean ontoPost) {
    int rows = ontoPost ? synapses.posts() : synapses.pres();
    int columns = batch.columns();
    if (rows == 0 || columns == 0) {
      return Batch.zeros(rows, columns);
    }
    try (DeviceOwner.Visit visit = owner.enter()) {
      DeviceProgram program = visit.program();
      int right = visit.place(batch);
      DeviceBlock result = visit.take(Math.multiplyExact(rows, columns));
      boolean turns = ontoPost && synapses.dense();
      int left = turns ? uploads.turned(visit, weight, synapses) : uploads.place(visit, weight);
      if (synapses instanceof SparseSynapses sparse) {
        Uploads.Pattern pattern = uploads.pattern(visit, sparse);
        program.start = ontoPost ? pattern.rowStart() : pattern.columnStart();
        program.partner = ontoPost ? pattern.preIndex() : pattern.postIndex();
        program.slot = ontoPost ? DeviceProgram.IN_ORDER : pattern.slotOf();
        program.setPlaces(left, right, result.place(), rows, columns);
        int perRow = (columns + DeviceProgram.SOME_COLUMNS - 1) / DeviceProgram.SOME_COLUMNS;
        visit.launch(DeviceProgram.SPARSE_PRODUCT, rows * perRow);
      } else {
        program.setPlaces(left, right, result.place(), rows, columns);
        program.binary = 0;
        int depth = ontoPost ? synapses.pres() : synapses.posts();
        multiply(visit, depth, 1, rows, 1, columns);
      }
      return visit.batch(result, rows, columns);
    }
  }

  /**
   * Launches a product of two matrices; places and shape of the result are set.
   *
   * @param depth of the summed index
   * @param leftLine stride from row to row of the left operand
   * @param leftStep stride along the summed index
   * @param rightLine stride from column to column of the right operand
   * @param rightStep stride along the summed index
   */
  private void multiply(
      DeviceOwner.Visit visit,
      int depth,
      int leftLine,
      int leftStep,
      int rightLine,
      int rightStep) {
    DeviceProgram program = visit.program();
    program.depth = depth;
    program.leftLine = leftLine;
    program.leftStep = leftStep;
    program.rightLine = rightLine;
    program.rightStep = rightStep;
    int large = tiles(program, DeviceProgram.TILE_ROWS, DeviceProgram.TILE_COLUMNS);
    if (large >= LARGE_TILES_FROM) {
      visit.launchGroups(DeviceProgram.PRODUCT, large);
    } else if (shared) {
      int some = DeviceProgram.SOME_COLUMNS;
      int perRow = (program.columns + some - 1) / some;
      visit.launch(DeviceProgram.DIRECT_PRODUCT, program.rows * perRow);
    } else {
      int small = tiles(program, DeviceProgram.SMALL_EDGE, DeviceProgram.SMALL_EDGE);
      visit.launchGroups(DeviceProgram.SMALL_PRODUCT, small);
    }
  }

  private static int tiles(DeviceProgram program, int height, int width) {
    return ((program.rows + height - 1) / height) * ((program.columns + width - 1) / width);
  }

  @Override
  public void outer(Synapses synapses, Batch pre, Batch post, float scale, float[] gradient) {
    Shapes.outer(synapses, pre, post, gradient.length);
    if (synapses.living() == 0 || pre.columns() == 0) {
      return;
    }
    float[] sum = correlate(synapses, pre, post, 0);
    float[] mask = mask(synapses);
    for (int slot = 0; slot < sum.length; slot++) {
      if (mask == null || mask[slot] != 0) {
        gradient[slot] += scale * sum[slot];
      }
    }
  }

  @Override
  public void coincidences(Synapses synapses, Batch pre, Batch post, int[] together) {
    Shapes.outer(synapses, pre, post, together.length);
    if (synapses.living() == 0 || pre.columns() == 0) {
      return;
    }
    float[] count = correlate(synapses, pre, post, 1); // exact below 2^24 columns
    float[] mask = mask(synapses);
    for (int slot = 0; slot < count.length; slot++) {
      if (mask == null || mask[slot] != 0) {
        together[slot] += (int) count[slot];
      }
    }
  }

  /** Which slots live; null if all do. */
  private static float[] mask(Synapses synapses) {
    return synapses instanceof DenseSynapses dense ? dense.mask() : null;
  }

  /** Sums over columns of the product of both ends, [slots]; of no meaning in dead slots. */
  private float[] correlate(Synapses synapses, Batch pre, Batch post, int binary) {
    int columns = pre.columns();
    try (DeviceOwner.Visit visit = owner.enter()) {
      DeviceProgram program = visit.program();
      int left = visit.place(post);
      int right = visit.place(pre);
      DeviceBlock result = visit.take(synapses.slots());
      if (synapses instanceof SparseSynapses sparse) {
        Uploads.Pattern pattern = uploads.pattern(visit, sparse);
        program.start = pattern.postOf();
        program.partner = pattern.preIndex();
        program.setPlaces(left, right, result.place(), sparse.slots(), columns);
        program.binary = binary;
        visit.launch(DeviceProgram.SPARSE_OUTER, sparse.slots());
      } else {
        program.setPlaces(left, right, result.place(), synapses.posts(), synapses.pres());
        program.binary = binary;
        multiply(visit, columns, columns, 1, columns, 1);
      }
      return visit.download(result.place(), synapses.slots());
    }
  }

  // ---- neurons ----

  @Override
  public Batch drive(Input input) {
    return input(DeviceProgram.DRIVE, input, null);
  }

  @Override
  public Batch mean(Input input) {
    return input(DeviceProgram.MEAN, input, null);
  }

  @Override
  public Batch sample(Input input, Draws draws) {
    Shapes.sample(input, draws);
    return input(DeviceProgram.SAMPLE, input, draws);
  }

  /**
   * Launches an operation on the total input.
   *
   * @param draws null if nothing is drawn
   */
  private Batch input(int operation, Input input, Draws draws) {
    int rows = input.rows();
    int columns = input.columns();
    if (rows == 0 || columns == 0) {
      return Batch.zeros(rows, columns);
    }
    try (DeviceOwner.Visit visit = owner.enter()) {
      DeviceProgram program = visit.program();
      int drives = input.drives().size();
      int[] places = new int[drives];
      for (int k = 0; k < drives; k++) {
        places[k] = visit.place(input.drives().get(k));
      }
      DeviceBlock result = visit.take(Math.multiplyExact(rows, columns));
      visit.arguments(rows + drives, rows + drives);
      System.arraycopy(input.bias(), 0, program.numbers, 0, rows);
      System.arraycopy(input.driveGain(), 0, program.numbers, rows, drives);
      System.arraycopy(places, 0, program.indices, rows, drives);
      if (draws != null) {
        System.arraycopy(draws.row(), 0, program.indices, 0, rows);
        program.key0 = draws.key().k0();
        program.key1 = draws.key().k1();
        program.firstDraw = draws.firstColumn();
      }
      program.drives = drives;
      program.biasGain = input.biasGain();
      program.gain = input.gain();
      program.setPlaces(0, 0, result.place(), rows, columns);
      visit.launch(operation, rows * columns);
      return visit.batch(result, rows, columns);
    }
  }

  @Override
  public Batch activate(Activation activation, Batch x) {
    return switch (activation) {
      case LINEAR -> x;
      case RELU -> each(DeviceProgram.RELU, x, x);
      case HARD_TANH -> each(DeviceProgram.HARD_TANH, x, x);
      case SOFTMAX -> each(DeviceProgram.SOFTMAX, x, x);
    };
  }

  @Override
  public Batch slope(Activation activation, Batch y, Batch error) {
    Shapes.same(y, error);
    return switch (activation) {
      case LINEAR -> error;
      case RELU -> each(DeviceProgram.RELU_SLOPE, y, error);
      case HARD_TANH -> each(DeviceProgram.HARD_TANH_SLOPE, y, error);
      case SOFTMAX -> each(DeviceProgram.SOFTMAX_SLOPE, y, error);
    };
  }

  /** An operation on the values of two batches of one shape, which may be the same one. */
  private Batch each(int operation, Batch a, Batch b) {
    int rows = a.rows();
    int columns = a.columns();
    if (rows == 0 || columns == 0) {
      return Batch.zeros(rows, columns);
    }
    try (DeviceOwner.Visit visit = owner.enter()) {
      int left = visit.place(a);
      int right = a == b ? left : visit.place(b);
      DeviceBlock result = visit.take(rows * columns);
      visit.program().setPlaces(left, right, result.place(), rows, columns);
      visit.launch(operation, rows * columns);
      return visit.batch(result, rows, columns);
    }
  }

  // ---- sums ----

  @Override
  public void active(Batch state, long[] active) {
    Shapes.perRow("active counts", state, active.length);
    float[] count = perRow(state, 1);
    for (int n = 0; n < active.length; n++) {
      active[n] += (long) count[n];
    }
  }

  @Override
  public void sumColumns(Batch state, float scale, float[] sum) {
    Shapes.perRow("sums", state, sum.length);
    float[] total = perRow(state, 0);
    for (int n = 0; n < sum.length; n++) {
      sum[n] += scale * total[n];
    }
  }

  private float[] perRow(Batch state, int binary) {
    if (state.rows() == 0 || state.columns() == 0) {
      return new float[state.rows()];
    }
    try (DeviceOwner.Visit visit = owner.enter()) {
      int left = visit.place(state);
      int result = visit.take(state.rows()).place();
      visit.program().setPlaces(left, 0, result, state.rows(), state.columns());
      visit.program().binary = binary;
      visit.launchGroups(DeviceProgram.ROW_SUMS, state.rows());
      return visit.download(result, state.rows());
    }
  }

  @Override
  public float maxChange(Batch a, Batch b) {
    Shapes.same(a, b);
    int size = a.rows() * a.columns();
    if (size == 0) {
      return 0;
    }
    try (DeviceOwner.Visit visit = owner.enter()) {
      int left = visit.place(a);
      int right = visit.place(b);
      int result = visit.take(CHANGE_GROUPS).place();
      visit.program().setPlaces(left, right, result, CHANGE_GROUPS, size);
      visit.launchGroups(DeviceProgram.MAX_CHANGE, CHANGE_GROUPS);
      float[] largest = visit.download(result, CHANGE_GROUPS);
      float max = largest[0];
      for (float change : largest) {
        max = Math.max(max, change);
      }
      return max;
    }
  }
}
