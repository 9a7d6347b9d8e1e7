package rivulet.kernel.display;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which thread shows where.
final class CurrentSurface {
  /// Empty where the thread works for no cell; null where nobody said for which.
  private static final InheritableThreadLocal<@Nullable Optional<Surface>> OF_THREAD =
      new InheritableThreadLocal<>();

  private static volatile @Nullable Surface latest;

  private CurrentSurface() {}

  static @Nullable Surface get() {
    Optional<Surface> own = OF_THREAD.get();
    return own == null ? latest : own.orElse(null);
  }

  static void set(Surface surface) {
    OF_THREAD.set(Optional.of(surface));
    latest = surface;
  }

  /// Gives the calling thread a surface for a while.
  static Surface.Loan lend(@Nullable Surface surface) {
    Optional<Surface> own = OF_THREAD.get();
    OF_THREAD.set(Optional.ofNullable(surface));
    return () -> OF_THREAD.set(own);
  }
}
