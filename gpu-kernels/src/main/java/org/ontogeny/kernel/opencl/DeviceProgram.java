package org.ontogeny.kernel.opencl;

import com.aparapi.Kernel;

/**
 * What runs on the device: one program, because in Aparapi a buffer belongs to one kernel. Which
 * operation runs is a field, and so are its arguments, which whoever launches it sets.
 *
 * <p>Aparapi translates the bytecode of {@link #run} and of what it calls to OpenCL C: private
 * methods, loops, conditionals and arrays of constant size, but no switch, break, lambda or
 * exception.
 *
 * <pre>
 *   memory   the device's heap: weights, activity, drives, results; memory[0] is {@link #MARK}
 *   wiring   the patterns of compressed synapses
 *   numbers  float arguments of one operation: bias, then gains of drives
 *   indices  int arguments of one operation: original rows, then places of drives
 *   window   a stretch of memory on its way in or out; pane is a short one
 *   tile     local to a group of {@link #LANES} work items
 * </pre>
 *
 * <p>Every sum ascends along the summed index from +0 by fused multiply-add, whatever the shape of
 * the tiles, so that an element of a product has the same bits wherever its row or column stands.
 */
class DeviceProgram extends Kernel {

  /** Work items of a group. */
  static final int LANES = 256;

  /** Floats of the window, and of the pane, each followed by one for the answer's ticket. */
  static final int WINDOW = 1 << 20;

  static final int PANE = 1 << 14;

  /** What memory[0] holds unless the device has lost its contents. */
  static final float MARK = 1;

  /** What the device answers in place of a ticket if it has. */
  static final float LOST = -1;

  static final int SET_MARK = 1;
  static final int WINDOW_IN = 2;
  static final int WINDOW_OUT = 3;
  static final int PANE_IN = 4;
  static final int PANE_OUT = 5;
  static final int PRODUCT = 6;
  static final int SMALL_PRODUCT = 7;
  static final int SPARSE_PRODUCT = 8;
  static final int SPARSE_OUTER = 9;
  static final int DRIVE = 10;
  static final int MEAN = 11;
  static final int SAMPLE = 12;
  static final int RELU = 13;
  static final int HARD_TANH = 14;
  static final int SOFTMAX = 15;
  static final int RELU_SLOPE = 16;
  static final int HARD_TANH_SLOPE = 17;
  static final int SOFTMAX_SLOPE = 18;
  static final int ROW_SUMS = 19;
  static final int MAX_CHANGE = 20;
  static final int TURN = 21;
  static final int DIRECT_PRODUCT = 22;

  // A product's tile of results: DOWN x ACROSS work items with MICRO_DOWN x MICRO_ACROSS each. To
  // try another shape change these; DOWN * ACROSS stays LANES, and product() stores by MICRO_DOWN.
  private static final int DOWN = 16;
  private static final int ACROSS = 16;
  private static final int MICRO_DOWN = 8;
  private static final int MICRO_ACROSS = 8;
  private static final int STEP = 16; // of the summed index that local memory holds at a time
  static final int TILE_ROWS = DOWN * MICRO_DOWN;
  static final int TILE_COLUMNS = ACROSS * MICRO_ACROSS;
  // The padding spreads what neighbours write over the banks of local memory.
  private static final int LEFT_PITCH = TILE_ROWS + 32 / STEP;
  private static final int RIGHT_PITCH = TILE_COLUMNS + 32 / STEP;
  private static final int RIGHT_TILE = STEP * LEFT_PITCH; // place in local memory
  private static final int LEFT_BROUGHT = TILE_ROWS * STEP / LANES; // elements by a work item
  private static final int RIGHT_BROUGHT = TILE_COLUMNS * STEP / LANES;

  // A small product's: one result a work item.
  static final int SMALL_EDGE = 16;
  private static final int SMALL_PITCH = SMALL_EDGE + 2;

  /** Columns that a work item sums up for one row, where it does so by itself. */
  static final int SOME_COLUMNS = 8;

  /** In place of {@code slot}: the synapses of a neuron stand in the order of their slots. */
  static final int IN_ORDER = -1;

  // Aparapi reads the fields of a kernel by reflection; the arrays are replaced as they grow.
  float[] memory = new float[1];
  int[] wiring = new int[1];
  float[] numbers = new float[1];
  int[] indices = new int[1];
  final float[] window = new float[WINDOW + 1];
  final float[] pane = new float[PANE + 1];
  @Local final float[] tile = new float[STEP * (LEFT_PITCH + RIGHT_PITCH)];

  int operation;
  float ticket; // of a window on its way out

  // Places in memory, and the shape of the result.
  int left;
  int right;
  int result;
  int rows;
  int columns;

  // A product: strides of its operands along their lines and along the summed index.
  int depth;
  int leftLine;
  int leftStep;
  int rightLine;
  int rightStep;
  int binary; // 1: a value above 0 counts as 1, any other as 0

  // Compressed synapses: places in wiring.
  int start;
  int partner;
  int slot;

  // The total input of neurons and a draw.
  int drives;
  float biasGain;
  float gain;
  int key0;
  int key1;
  int firstDraw;

  DeviceProgram() {
    setExplicit(true);
  }

  /** Where the next launch finds its operands and puts a result of this shape. */
  void setPlaces(int left, int right, int result, int rows, int columns) {
    this.left = left;
    this.right = right;
    this.result = result;
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public void run() {
    if (operation == PRODUCT) {
      product();
    } else if (operation == SMALL_PRODUCT) {
      smallProduct();
    } else if (operation == ROW_SUMS) {
      sumRow();
    } else if (operation == MAX_CHANGE) {
      maxChange();
    } else if (operation == SPARSE_PRODUCT) {
      sparseProduct(getGlobalId());
    } else if (operation == DIRECT_PRODUCT) {
      directProduct(getGlobalId());
    } else if (operation == SPARSE_OUTER) {
      outerOfSlot(getGlobalId());
    } else if (operation == SOFTMAX) {
      softmax(getGlobalId());
    } else if (operation == SOFTMAX_SLOPE) {
      softmaxSlope(getGlobalId());
    } else {
      one(getGlobalId());
    }
  }

  /** Operations in which each work item makes one value. */
  private void one(int i) {
    if (i < rows * columns) {
      if (operation == WINDOW_OUT) {
        window[i] = memory[left + i];
        window[WINDOW] = answer();
      } else if (operation == PANE_OUT) {
        pane[i] = memory[left + i];
        pane[PANE] = answer();
      } else {
        memory[result + i] = result(i);
      }
    }
  }

  /** That the device still has its memory. */
  private float answer() {
    return memory[0] == MARK ? ticket : LOST;
  }

  private float result(int i) {
    float x = 0;
    if (operation == WINDOW_IN) {
      x = window[i];
    } else if (operation == PANE_IN) {
      x = pane[i];
    } else if (operation == DRIVE) {
      x = input(i);
    } else if (operation == MEAN) {
      x = sigma(input(i));
    } else if (operation == SAMPLE) {
      x = uniform(i) < sigma(input(i)) ? 1 : 0;
    } else if (operation == RELU) {
      x = relu(memory[left + i]);
    } else if (operation == HARD_TANH) {
      x = hardTanh(memory[left + i]);
    } else if (operation == RELU_SLOPE) {
      x = memory[left + i] > 0 ? memory[right + i] : 0;
    } else if (operation == HARD_TANH_SLOPE) {
      x = abs(memory[left + i]) < 1 ? memory[right + i] : 0;
    } else if (operation == TURN) {
      int row = i / columns;
      x = memory[left + (i - row * columns) * rows + row];
    } else {
      x = MARK;
    }
    return x;
  }

  /**
   * {@code result[m][n] = sum over k of left(m, k) * right(n, k)} for one tile of results a group.
   * The results of a work item lie ACROSS or DOWN apart, so that its neighbours read neighbouring
   * banks of local memory.
   *
   * <p>Loops are short and of constant length: compilers unroll them, and only then do the arrays
   * become registers. For that reason, too, storing is not a loop over rows.
   */
  private void product() {
    float[] sum = new float[MICRO_DOWN * MICRO_ACROSS];
    float[] a = new float[MICRO_DOWN];
    float[] b = new float[MICRO_ACROSS];
    float[] nextLeft = new float[LEFT_BROUGHT];
    float[] nextRight = new float[RIGHT_BROUGHT];
    int tilesAcross = (columns + TILE_COLUMNS - 1) / TILE_COLUMNS;
    int firstRow = getGroupId() / tilesAcross * TILE_ROWS;
    int firstColumn = getGroupId() % tilesAcross * TILE_COLUMNS;
    int down = getLocalId() / ACROSS;
    int across = getLocalId() % ACROSS;
    // Which elements this work item brings: the i-th is i strides from the first.
    int leftN = lineOf(leftStep, STEP, TILE_ROWS);
    int leftK = stepOf(leftStep, STEP, TILE_ROWS);
    int leftOver = leftStep == 1 ? LANES / STEP : 0;
    int leftOn = leftStep == 1 ? 0 : LANES / TILE_ROWS;
    int rightN = lineOf(rightStep, STEP, TILE_COLUMNS);
    int rightK = stepOf(rightStep, STEP, TILE_COLUMNS);
    int rightOver = rightStep == 1 ? LANES / STEP : 0;
    int rightOn = rightStep == 1 ? 0 : LANES / TILE_COLUMNS;
    for (int i = 0; i < MICRO_DOWN * MICRO_ACROSS; i++) {
      sum[i] = 0;
    }
    for (int first = 0; first < depth; first += STEP) {
      for (int i = 0; i < LEFT_BROUGHT; i++) {
        nextLeft[i] = leftElement(firstRow + leftN + i * leftOver, first + leftK + i * leftOn);
      }
      for (int i = 0; i < RIGHT_BROUGHT; i++) {
        nextRight[i] =
            rightElement(firstColumn + rightN + i * rightOver, first + rightK + i * rightOn);
      }
      localBarrier();
      for (int i = 0; i < LEFT_BROUGHT; i++) {
        tile[(leftK + i * leftOn) * LEFT_PITCH + leftN + i * leftOver] = nextLeft[i];
      }
      for (int i = 0; i < RIGHT_BROUGHT; i++) {
        tile[RIGHT_TILE + (rightK + i * rightOn) * RIGHT_PITCH + rightN + i * rightOver] =
            nextRight[i];
      }
      localBarrier();
      for (int k = 0; k < STEP; k++) {
        for (int i = 0; i < MICRO_DOWN; i++) {
          a[i] = tile[k * LEFT_PITCH + down + i * DOWN];
        }
        for (int j = 0; j < MICRO_ACROSS; j++) {
          b[j] = tile[RIGHT_TILE + k * RIGHT_PITCH + across + j * ACROSS];
        }
        for (int i = 0; i < MICRO_DOWN; i++) {
          for (int j = 0; j < MICRO_ACROSS; j++) {
            sum[i * MICRO_ACROSS + j] = fma(a[i], b[j], sum[i * MICRO_ACROSS + j]);
          }
        }
      }
    }
    int height = rows - firstRow - down;
    int width = columns - firstColumn - across;
    int place = result + (firstRow + down) * columns + firstColumn + across;
    int on = DOWN * columns; // to a work item's next row
    for (int j = 0; j < MICRO_ACROSS; j++) {
      if (height > 0 && width > j * ACROSS) {
        memory[place + j * ACROSS] = sum[j];
      }
    }
    for (int j = 0; j < MICRO_ACROSS; j++) {
      if (height > DOWN && width > j * ACROSS) {
        memory[place + on + j * ACROSS] = sum[MICRO_ACROSS + j];
      }
    }
    for (int j = 0; j < MICRO_ACROSS; j++) {
      if (height > 2 * DOWN && width > j * ACROSS) {
        memory[place + 2 * on + j * ACROSS] = sum[2 * MICRO_ACROSS + j];
      }
    }
    for (int j = 0; j < MICRO_ACROSS; j++) {
      if (height > 3 * DOWN && width > j * ACROSS) {
        memory[place + 3 * on + j * ACROSS] = sum[3 * MICRO_ACROSS + j];
      }
    }
    for (int j = 0; j < MICRO_ACROSS; j++) {
      if (height > 4 * DOWN && width > j * ACROSS) {
        memory[place + 4 * on + j * ACROSS] = sum[4 * MICRO_ACROSS + j];
      }
    }
    for (int j = 0; j < MICRO_ACROSS; j++) {
      if (height > 5 * DOWN && width > j * ACROSS) {
        memory[place + 5 * on + j * ACROSS] = sum[5 * MICRO_ACROSS + j];
      }
    }
    for (int j = 0; j < MICRO_ACROSS; j++) {
      if (height > 6 * DOWN && width > j * ACROSS) {
        memory[place + 6 * on + j * ACROSS] = sum[6 * MICRO_ACROSS + j];
      }
    }
    for (int j = 0; j < MICRO_ACROSS; j++) {
      if (height > 7 * DOWN && width > j * ACROSS) {
        memory[place + 7 * on + j * ACROSS] = sum[7 * MICRO_ACROSS + j];
      }
    }
  }

  /** The same sums with one result a work item, for results that have too few large tiles. */
  private void smallProduct() {
    int tilesAcross = (columns + SMALL_EDGE - 1) / SMALL_EDGE;
    int firstRow = getGroupId() / tilesAcross * SMALL_EDGE;
    int firstColumn = getGroupId() % tilesAcross * SMALL_EDGE;
    int down = getLocalId() / SMALL_EDGE;
    int across = getLocalId() % SMALL_EDGE;
    int leftN = lineOf(leftStep, SMALL_EDGE, SMALL_EDGE);
    int leftK = stepOf(leftStep, SMALL_EDGE, SMALL_EDGE);
    int rightN = lineOf(rightStep, SMALL_EDGE, SMALL_EDGE);
    int rightK = stepOf(rightStep, SMALL_EDGE, SMALL_EDGE);
    float sum = 0;
    for (int first = 0; first < depth; first += SMALL_EDGE) {
      float nextLeft = leftElement(firstRow + leftN, first + leftK);
      float nextRight = rightElement(firstColumn + rightN, first + rightK);
      localBarrier();
      tile[leftK * SMALL_PITCH + leftN] = nextLeft;
      tile[(SMALL_EDGE + rightK) * SMALL_PITCH + rightN] = nextRight;
      localBarrier();
      for (int k = 0; k < SMALL_EDGE; k++) {
        float a = tile[k * SMALL_PITCH + down];
        sum = fma(a, tile[(SMALL_EDGE + k) * SMALL_PITCH + across], sum);
      }
    }
    if (firstRow + down < rows && firstColumn + across < columns) {
      memory[result + (firstRow + down) * columns + firstColumn + across] = sum;
    }
  }

  /**
   * The same sums for some columns of a row a work item, without local memory: processors have none
   * of it, and lose more by waiting for each other than by reading again.
   */
  private void directProduct(int i) {
    float[] sum = new float[SOME_COLUMNS];
    int apart = (columns + SOME_COLUMNS - 1) / SOME_COLUMNS;
    int row = i / apart;
    int column = i - row * apart;
    if (row < rows) {
      for (int j = 0; j < SOME_COLUMNS; j++) {
        sum[j] = 0;
      }
      int from = left + row * leftLine;
      for (int k = 0; k < depth; k++) {
        float a = value(memory[from + k * leftStep]);
        int line = right + k * rightStep;
        for (int j = 0; j < SOME_COLUMNS; j++) {
          int there = min(column + j * apart, columns - 1);
          sum[j] = fma(a, value(memory[line + there * rightLine]), sum[j]);
        }
      }
      for (int j = 0; j < SOME_COLUMNS; j++) {
        if (column + j * apart < columns) {
          memory[result + row * columns + column + j * apart] = sum[j];
        }
      }
    }
  }

  // The line and the step in a tile of the first element that a work item brings: neighbours share
  // what is contiguous in memory.

  private int lineOf(int stride, int steps, int lines) {
    return stride == 1 ? getLocalId() / steps : getLocalId() % lines;
  }

  private int stepOf(int stride, int steps, int lines) {
    return stride == 1 ? getLocalId() % steps : getLocalId() / lines;
  }

  // Behind the end of the summed index elements are 0. Behind the last line that line is read
  // again: what comes of it is not stored.

  private float leftElement(int m, int k) {
    int i = min(m, rows - 1) * leftLine + min(k, depth - 1) * leftStep;
    float x = value(memory[left + i]);
    return k < depth ? x : 0;
  }

  private float rightElement(int n, int k) {
    int i = min(n, columns - 1) * rightLine + min(k, depth - 1) * rightStep;
    float x = value(memory[right + i]);
    return k < depth ? x : 0;
  }

  /**
   * The weighted sums of one neuron over its synapses, from {@code start} on in wiring, for some of
   * the columns: they lie {@code apart}, so that neighbours read neighbouring columns, and every
   * synapse is looked up once for all of them.
   */
  private void sparseProduct(int i) {
    float[] sum = new float[SOME_COLUMNS];
    int apart = (columns + SOME_COLUMNS - 1) / SOME_COLUMNS;
    int row = i / apart;
    int column = i - row * apart;
    if (row < rows) {
      for (int j = 0; j < SOME_COLUMNS; j++) {
        sum[j] = 0;
      }
      int end = wiring[start + row + 1];
      for (int s = wiring[start + row]; s < end; s++) {
        float weight = memory[left + (slot == IN_ORDER ? s : wiring[slot + s])];
        int line = right + wiring[partner + s] * columns;
        for (int j = 0; j < SOME_COLUMNS; j++) {
          sum[j] = fma(weight, memory[line + min(column + j * apart, columns - 1)], sum[j]);
        }
      }
      for (int j = 0; j < SOME_COLUMNS; j++) {
        if (column + j * apart < columns) {
          memory[result + row * columns + column + j * apart] = sum[j];
        }
      }
    }
  }

  /** The sum over columns for a living synapse: rows are slots. */
  private void outerOfSlot(int s) {
    if (s < rows) {
      int a = left + wiring[start + s] * columns;
      int b = right + wiring[partner + s] * columns;
      float sum = 0;
      for (int c = 0; c < columns; c++) {
        sum = fma(value(memory[a + c]), value(memory[b + c]), sum);
      }
      memory[result + s] = sum;
    }
  }

  /** A factor of a product: where products count, whether it is above 0. */
  private float value(float x) {
    float one = x > 0 ? 1 : 0;
    return binary == 1 ? one : x;
  }

  private float input(int i) {
    int n = i / columns;
    float x = biasGain * numbers[n];
    for (int k = 0; k < drives; k++) {
      x = fma(numbers[rows + k], memory[indices[rows + k] + i], x);
    }
    return gain * x;
  }

  /** Like {@link org.ontogeny.kernel.Logistic} within rounding, with its limits. */
  private float sigma(float x) {
    float t = x < -87 ? -87 : x;
    return 1 / (1 + exp(-t));
  }

  /** {@link org.ontogeny.kernel.Key#uniform}: Threefry-2x32-20 and the upper 24 bits of a word. */
  private float uniform(int i) {
    int n = i / columns;
    int s0 = key0;
    int s1 = key1;
    int s2 = 0x1BD11BDA ^ key0 ^ key1;
    int x0 = indices[n] + s0;
    int x1 = firstDraw + (i - n * columns) + s1;
    for (int injection = 1; injection <= 5; injection++) {
      int odd = injection & 1;
      x0 += x1;
      x1 = rotate(x1, odd == 1 ? 13 : 17) ^ x0;
      x0 += x1;
      x1 = rotate(x1, odd == 1 ? 15 : 29) ^ x0;
      x0 += x1;
      x1 = rotate(x1, odd == 1 ? 26 : 16) ^ x0;
      x0 += x1;
      x1 = rotate(x1, odd == 1 ? 6 : 24) ^ x0;
      x0 += s1;
      x1 += s2 + injection;
      int used = s0;
      s0 = s1;
      s1 = s2;
      s2 = used;
    }
    return (x0 >>> 8) * 0x1p-24f;
  }

  private int rotate(int word, int bits) {
    return (word << bits) | (word >>> (32 - bits));
  }

  private float relu(float x) {
    return x <= 0 ? 0 : x;
  }

  private float hardTanh(float x) {
    float low = x < -1 ? -1 : x;
    return low > 1 ? 1 : low;
  }

  private void softmax(int c) {
    if (c < columns) {
      float largest = memory[left + c];
      for (int n = 1; n < rows; n++) {
        largest = max(largest, memory[left + n * columns + c]);
      }
      float sum = 0;
      for (int n = 0; n < rows; n++) {
        float share = exp(memory[left + n * columns + c] - largest);
        memory[result + n * columns + c] = share;
        sum += share;
      }
      for (int n = 0; n < rows; n++) {
        memory[result + n * columns + c] = memory[result + n * columns + c] / sum;
      }
    }
  }

  private void softmaxSlope(int c) {
    if (c < columns) {
      float mean = 0;
      for (int n = 0; n < rows; n++) {
        mean = fma(memory[left + n * columns + c], memory[right + n * columns + c], mean);
      }
      for (int n = 0; n < rows; n++) {
        int i = n * columns + c;
        memory[result + i] = memory[left + i] * (memory[right + i] - mean);
      }
    }
  }

  /**
   * The sum, or the number of values above 0, of one row a group. What each addition rounds away is
   * carried along (Knuth, "The art of computer programming" 2, 4.2.2, theorem B), so that the error
   * does not grow with the columns.
   */
  private void sumRow() {
    int lane = getLocalId();
    int row = left + getGroupId() * columns;
    float sum = 0;
    float rest = 0;
    for (int c = lane; c < columns; c += LANES) {
      float next = value(memory[row + c]);
      rest += lost(sum, next);
      sum += next;
    }
    tile[lane] = sum;
    tile[LANES + lane] = rest;
    for (int reach = LANES / 2; reach > 0; reach = reach / 2) {
      localBarrier();
      if (lane < reach) {
        float other = tile[lane + reach];
        float mine = tile[lane];
        tile[LANES + lane] += tile[LANES + lane + reach] + lost(mine, other);
        tile[lane] = mine + other;
      }
    }
    if (lane == 0) {
      memory[result + getGroupId()] = tile[0] + tile[LANES];
    }
  }

  /** The rounding error of a + b, exactly. */
  private float lost(float a, float b) {
    float sum = a + b;
    float bRounded = sum - a;
    float aRounded = sum - bRounded;
    return (a - aRounded) + (b - bRounded);
  }

  /** The largest distance within each of {@code rows} groups that share {@code columns} values. */
  private void maxChange() {
    int lane = getLocalId();
    float largest = 0;
    for (int i = getGlobalId(); i < columns; i += rows * LANES) {
      largest = larger(largest, abs(memory[left + i] - memory[right + i]));
    }
    tile[lane] = largest;
    for (int reach = LANES / 2; reach > 0; reach = reach / 2) {
      localBarrier();
      if (lane < reach) {
        tile[lane] = larger(tile[lane], tile[lane + reach]);
      }
    }
    if (lane == 0) {
      memory[result + getGroupId()] = tile[0];
    }
  }

  /** No number if either is none, unlike OpenCL's own maximum. */
  @SuppressWarnings("IdentityBinaryExpression") // Float.isNaN is not translated
  private float larger(float a, float b) {
    float most = a;
    if (b > a || b != b) {
      most = b;
    }
    return most;
  }
}
