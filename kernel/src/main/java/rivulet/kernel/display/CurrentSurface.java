package rivulet.kernel.display;

import org.jspecify.annotations.Nullable;

/// Which thread shows where.
final class CurrentSurface {
  private static final InheritableThreadLocal<@Nullable Surface> OF_THREAD =
      new InheritableThreadLocal<>();

  private static final ThreadLocal<@Nullable String> LAST_ID = new ThreadLocal<>();

  private static volatile @Nullable Surface latest;

  private CurrentSurface() {}

  static @Nullable Surface get() {
    Surface own = OF_THREAD.get();
    return own == null ? latest : own;
  }

  static void set(Surface surface) {
    OF_THREAD.set(surface);
    LAST_ID.remove();
    latest = surface;
  }

  static void returned(String id) {
    LAST_ID.set(id);
  }

  @SuppressWarnings("ReferenceEquality") // that very string, and no text like it
  static boolean hasReturned(Object value) {
    return value == LAST_ID.get();
  }
}
