package org.ontogeny.kernel.reference;

import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.KernelsContract;

class ReferenceKernelsTest extends KernelsContract {

  @Override
  protected Kernels kernels() {
    return new ReferenceKernels();
  }
}
