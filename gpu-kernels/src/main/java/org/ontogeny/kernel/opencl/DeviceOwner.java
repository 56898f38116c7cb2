package org.ontogeny.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.ontogeny.kernel.Batch;

/**
 * The one owner of a device. Threads take turns: whoever wants something of the device visits it
 * ({@link #enter}) and has it alone meanwhile.
 *
 * <p>Arrays cross in stretches, through two arrays of fixed size, because Aparapi moves an array as
 * a whole or not at all.
 */
final class DeviceOwner {

  private final ReentrantLock lock = new ReentrantLock();
  private final DeviceProgram program;
  private final Launcher launcher;
  private final DeviceMemory memory;
  private float ticket; // of the last stretch that was asked for

  /**
   * Takes a device into possession.
   *
   * @param ownMemory whether the device has memory of its own; false if it computes in the memory
   *     of this process
   * @param program not compiled yet
   * @param limit of its memory, floats
   * @throws IllegalStateException if it cannot be used, with the reason
   */
  DeviceOwner(OpenCLDevice device, boolean ownMemory, DeviceProgram program, long limit) {
    this.program = program;
    launcher = new Launcher(device, ownMemory, program);
    long most = device.getMaxMemAllocSize() / Float.BYTES;
    memory = new DeviceMemory(launcher, program, Math.min(limit, most));
  }

  /**
   * The device to oneself, until the visit is closed.
   *
   * @throws IllegalStateException if it has failed before
   */
  Visit enter() {
    lock.lock();
    try {
      launcher.check();
    } catch (IllegalStateException e) {
      lock.unlock();
      throw e;
    }
    return new Visit();
  }

  /** One operation of a backend: what it uses stays, and what it has for itself goes at the end. */
  final class Visit implements AutoCloseable {
    private final List<DeviceBlock> held = new ArrayList<>(); // reachable, so not freed meanwhile
    private final List<DeviceBlock> temporary = new ArrayList<>();

    private Visit() {}

    /** The program, whose fields are the arguments of the next launch. */
    DeviceProgram program() {
      return program;
    }

    /** Floats that the memory has room for at present. */
    int capacity() {
      return memory.capacity();
    }

    /** The place of a batch's values; uploads them for this visit if they are elsewhere. */
    int place(Batch batch) {
      if (batch.form() instanceof Resident resident && resident.owner() == DeviceOwner.this) {
        held.add(resident.block);
        return resident.place();
      }
      DeviceBlock block = take(batch.rows() * batch.columns());
      upload(batch.values(), block.place());
      return block.place();
    }

    /** The place of a block, which stays while the visit lasts. */
    int place(DeviceBlock block) {
      held.add(block);
      return block.place();
    }

    /** Memory for this visit. */
    DeviceBlock take(int size) {
      DeviceBlock block = memory.take(size);
      temporary.add(block);
      return block;
    }

    /** Memory for as long as somebody holds the block. */
    DeviceBlock takeForLong(int size) {
      DeviceBlock block = memory.take(size);
      memory.watch(block);
      return block;
    }

    /** A batch of values that this visit has computed. */
    Batch batch(DeviceBlock block, int rows, int columns) {
      temporary.remove(block);
      Runnable freeing = memory.watch(block);
      return new Batch(rows, columns, new Resident(block, 0, rows, columns, freeing));
    }

    /** Sends patterns of synapses, for as long as somebody holds the block. */
    DeviceBlock wire(int[]... arrays) {
      return memory.wire(arrays);
    }

    /** Makes room for so many float and int arguments in the program's arrays. */
    void arguments(int numbers, int indices) {
      if (program.numbers.length < numbers) {
        program.numbers = new float[Math.max(numbers, 2 * program.numbers.length)];
      }
      if (program.indices.length < indices) {
        program.indices = new int[Math.max(indices, 2 * program.indices.length)];
      }
      program.put(program.numbers).put(program.indices);
    }

    /** Runs an operation with at least this many work items. */
    void launch(int operation, int items) {
      launchGroups(operation, (items + DeviceProgram.LANES - 1) / DeviceProgram.LANES);
    }

    /** Runs an operation with this many groups of work items. */
    void launchGroups(int operation, int groups) {
      launchGroups(operation, groups, DeviceProgram.LANES);
    }

    void launchGroups(int operation, int groups, int lanes) {
      launcher.run(operation, groups, lanes);
    }

    /** Sends values to a place in memory. */
    void upload(float[] values, int place) {
      boolean small = values.length <= DeviceProgram.PANE;
      float[] passage = small ? program.pane : program.window;
      for (int at = 0; at < values.length; at += passage.length - 1) {
        int size = Math.min(values.length - at, passage.length - 1);
        System.arraycopy(values, at, passage, 0, size);
        program.put(passage);
        program.result = place + at;
        program.rows = 1;
        program.columns = size;
        launch(small ? DeviceProgram.PANE_IN : DeviceProgram.WINDOW_IN, size);
      }
    }

    /** The values from a place in memory on, [size]. */
    float[] download(int place, int size) {
      float[] values = new float[size];
      boolean small = size <= DeviceProgram.PANE;
      float[] passage = small ? program.pane : program.window;
      for (int at = 0; at < size; at += passage.length - 1) {
        int part = Math.min(size - at, passage.length - 1);
        ticket = ticket % (1 << 20) + 1;
        program.ticket = ticket;
        program.left = place + at;
        program.rows = 1;
        program.columns = part;
        launch(small ? DeviceProgram.PANE_OUT : DeviceProgram.WINDOW_OUT, part);
        launcher.read(passage);
        checkAnswer(passage[passage.length - 1]);
        System.arraycopy(passage, 0, values, at, part);
      }
      return values;
    }

    private void checkAnswer(float answer) {
      if (answer == DeviceProgram.LOST) {
        throw launcher.failed(
            "its memory was lost when the garbage collector moved the array behind it", null);
      }
      if (answer != ticket) {
        throw launcher.failed("values that it was asked for did not arrive", null);
      }
    }

    @Override
    public void close() {
      temporary.forEach(memory::give);
      lock.unlock();
    }
  }

  /** Rows of values on this device. */
  private final class Resident implements Batch.Form {
    private final DeviceBlock block;
    private final int firstRow;
    private final int rows;
    private final int columns;
    private Runnable freeing; // null if others may have rows of the block, or it is free
    private boolean released;

    Resident(DeviceBlock block, int firstRow, int rows, int columns, Runnable freeing) {
      this.block = block;
      this.firstRow = firstRow;
      this.rows = rows;
      this.columns = columns;
      this.freeing = freeing;
    }

    DeviceOwner owner() {
      return DeviceOwner.this;
    }

    /** Of the first value, for a visitor. */
    int place() {
      requireThere();
      return block.place() + firstRow * columns;
    }

    private void requireThere() {
      if (released) {
        throw new IllegalStateException("these values were released");
      }
    }

    @Override
    public float[] toArray() {
      try (Visit visit = enter()) {
        visit.place(block);
        return visit.download(place(), rows * columns);
      }
    }

    @Override
    public Batch.Form rows(int from, int to) {
      lock.lock();
      try {
        requireThere();
        freeing = null;
        return new Resident(block, firstRow + from, to - from, columns, null);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void release() {
      lock.lock();
      try {
        if (freeing != null) {
          freeing.run();
          freeing = null;
          released = true;
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
