package rivulet;

import org.jspecify.annotations.Nullable;

/// A part of an index other than a number: `slice(1, 3)`, `all()`, `ellipsis()`, `newAxis()`.
public sealed interface Slice {
  /// `start:stop:step`
  ///
  /// @param start the first index, null for the first there is
  /// @param stop the index behind the last, null for the end
  /// @param step how far apart, 1 or more
  record Range(@Nullable Integer start, @Nullable Integer stop, int step) implements Slice {}

  /// What has no parameters.
  enum Special implements Slice {
    /// `...`: as many whole dimensions as it takes.
    ELLIPSIS,
    /// `None`: a new dimension of size 1.
    NEW_AXIS
  }
}
