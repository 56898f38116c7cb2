package org.ontogeny.kernel.opencl;

import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.KernelsContract;

class OpenClKernelsTest extends KernelsContract {

  @Override
  protected Kernels kernels() {
    return AnyDevice.kernels();
  }

  @Override
  protected float tolerance() {
    return 1e-6f;
  }
}
