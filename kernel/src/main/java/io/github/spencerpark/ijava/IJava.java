package io.github.spencerpark.ijava;

/// Where notebooks that were written for IJava find the kernel.
public final class IJava {
  private static final JavaKernel KERNEL = new JavaKernel();

  private IJava() {}

  /// The kernel; what it answers is that of the calling thread's session.
  public static JavaKernel getKernelInstance() {
    return KERNEL;
  }
}
