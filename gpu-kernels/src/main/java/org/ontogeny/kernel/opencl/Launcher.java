package org.ontogeny.kernel.opencl;

import com.aparapi.Range;
import com.aparapi.device.Device;
import com.aparapi.device.OpenCLDevice;
import com.aparapi.exception.CompileFailedException;
import com.aparapi.internal.kernel.KernelManager;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Compiles the program for a device and runs its operations there, and nowhere else: a failure is
 * an exception, and the end of the use of the device. For one thread at a time.
 *
 * <p>Aparapi knows a buffer by the address of its array: where the garbage collector has moved the
 * array, the next launch makes a new buffer from the array's values, and what the device had
 * computed is gone. Two rules make this harmless for the one array whose values live on the device:
 *
 * <ul>
 *   <li>A processor that is its own OpenCL device computes in the array itself, so that nothing can
 *       differ.
 *   <li>For memory of its own the collector must be G1, and the array is so large that G1 does not
 *       move it ("humongous": more than half of the largest region), except in JDK 22 and later
 *       when the heap is all but full. After a full collection, therefore, the array is read back,
 *       which tells Aparapi the new address without a new buffer.
 * </ul>
 */
final class Launcher {

  private static final List<GarbageCollectorMXBean> COLLECTORS =
      ManagementFactory.getGarbageCollectorMXBeans();

  private static final List<GarbageCollectorMXBean> FULL_COLLECTORS =
      COLLECTORS.stream().filter(c -> c.getName().equals("G1 Old Generation")).toList();

  private final OpenCLDevice device;
  private final boolean ownMemory;
  private final DeviceProgram program;
  private boolean launched;
  private long fullCollections; // up to which Aparapi knows the address of the memory's array
  private String failure; // null while the device works

  /**
   * A launcher for a program that is not compiled yet.
   *
   * @param ownMemory whether the device has memory of its own; false if it computes in the memory
   *     of this process
   * @throws IllegalStateException if the device cannot be used, with the reason
   */
  Launcher(OpenCLDevice device, boolean ownMemory, DeviceProgram program) {
    this.device = device;
    this.ownMemory = ownMemory;
    this.program = program;
    if (ownMemory && !COLLECTORS.stream().allMatch(c -> c.getName().startsWith("G1"))) {
      throw new IllegalStateException(
          "%s has memory of its own, which Aparapi keeps only under the garbage collector G1: start Java with -XX:+UseG1GC"
              .formatted(device.getName()));
    }
    if (device.getMaxWorkGroupSize() < DeviceProgram.LANES) {
      throw new IllegalStateException(
          "%s runs groups of at most %d work items, and the kernels need %d"
              .formatted(device.getName(), device.getMaxWorkGroupSize(), DeviceProgram.LANES));
    }
    device.setSharedMemory(!ownMemory);
    AparapiLog.listen();
    try {
      program.compile(device);
    } catch (CompileFailedException e) {
      throw new IllegalStateException(
          "the kernels do not compile for %s: %s".formatted(device.getName(), e.getMessage()), e);
    }
    fullCollections = countFullCollections();
  }

  private static long countFullCollections() {
    return FULL_COLLECTORS.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }

  String deviceName() {
    return device.getName();
  }

  /**
   * That the device still works.
   *
   * @throws IllegalStateException if it does not
   */
  void check() {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * Runs an operation and waits for it. Aparapi answers a failure by going on with a slower device,
   * unless it was asked for one, as here; then it ends in an error that does not say why.
   *
   * @param lanes work items of a group
   */
  void run(int operation, int groups, int lanes) {
    keepMemory();
    program.operation = operation;
    AparapiLog.forget();
    try {
      program.execute(Range.create(device, groups * lanes, lanes));
    } catch (RuntimeException | AssertionError e) {
      throw failed(AparapiLog.said(), e);
    }
    launched = true;
    List<Device> failed = KernelManager.instance().getPreferences(program).getFailedDevices();
    if (!failed.isEmpty()) {
      throw failed(AparapiLog.said(), null);
    }
  }

  /** Reads the memory into its array, to make a larger one from it. */
  void readMemory() {
    read(program.memory);
  }

  /**
   * Makes what the last launch has written to an array readable there. A processor has written to
   * the array itself, and must not be asked: Aparapi would take note of where the collector has
   * moved the array since, but leave the buffer where it was, and from then on the device would
   * write to a place in the heap that belongs to others.
   */
  void read(float[] array) {
    if (ownMemory) {
      program.get(array);
    }
  }

  /** Asks for a full collection, which moves no large array while the heap has room. */
  void collect() {
    keepMemory();
    System.gc();
    fullCollections++;
  }

  private void keepMemory() {
    if (ownMemory && launched && fullCollections != countFullCollections()) {
      fullCollections = countFullCollections();
      readMemory();
      program.memory[0] = 0;
    }
  }

  /** The exception for a failure of the device, which is not used again. */
  IllegalStateException failed(String reason, Throwable cause) {
    failure = "OpenCL device %s failed: %s".formatted(device.getName(), reason);
    return new IllegalStateException(failure, cause);
  }
}
