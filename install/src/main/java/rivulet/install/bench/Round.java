package rivulet.install.bench;

import org.jspecify.annotations.Nullable;

/// A workload, measured on every side within seconds.
///
/// @param one PyTorch with one thread
/// @param two with two
/// @param jax missing where there is no JAX, or where JAX lacks the workload
record Round(Measurement ours, Measurement one, Measurement two, @Nullable Measurement jax) {
  private static final double TOLERANCE = 1e-3;

  /// How many times longer PyTorch takes at the better of its two numbers of threads.
  double ratio() {
    return Math.min(one.ms(), two.ms()) / ours.ms();
  }

  /// The same of JAX; NaN where it is missing.
  double jaxRatio() {
    return jaxMs() / ours.ms();
  }

  double jaxMs() {
    return jax == null ? Double.NaN : jax.ms();
  }

  /// Whether PyTorch's values are ours, as near as float32 keeps them.
  boolean agrees() {
    return agrees(one) && agrees(two);
  }

  private boolean agrees(Measurement theirs) {
    return Math.abs(ours.check() - theirs.check()) <= TOLERANCE * Math.abs(theirs.check());
  }
}
