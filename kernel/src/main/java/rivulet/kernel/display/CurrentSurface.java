package rivulet.kernel.display;

import org.jspecify.annotations.Nullable;

/// Which thread shows where.
final class CurrentSurface {
  private static final InheritableThreadLocal<@Nullable Surface> OF_THREAD =
      new InheritableThreadLocal<>();

  private static volatile @Nullable Surface latest;

  private CurrentSurface() {}

  static @Nullable Surface get() {
    Surface own = OF_THREAD.get();
    return own == null ? latest : own;
  }

  static void set(Surface surface) {
    OF_THREAD.set(surface);
    latest = surface;
  }

  /// Gives the calling thread a surface for a while.
  static Surface.Loan lend(@Nullable Surface surface) {
    Surface own = OF_THREAD.get();
    OF_THREAD.set(surface);
    return () -> OF_THREAD.set(own);
  }
}
