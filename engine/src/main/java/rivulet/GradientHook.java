package rivulet;

import org.jspecify.annotations.Nullable;

/// What `Tensor.registerHook` calls when a gradient has been computed.
@FunctionalInterface
public interface GradientHook {
  /// Looks at a gradient and may replace it by one of the same shape; it must not change the one it
  /// is given.
  ///
  /// @return the gradient to go on with, or null for the same
  @Nullable Tensor apply(Tensor gradient);
}
