package rivulet.kernel.display;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which thread shows where.
final class CurrentSurface {
  /// Empty where the thread works for no cell; null where nobody said for which.
  private static final InheritableThreadLocal<@Nullable Optional<Surface>> OF_THREAD =
      new InheritableThreadLocal<>();

  private static final ThreadLocal<@Nullable String> LAST_ID = new ThreadLocal<>();

  private static volatile @Nullable Surface latest;

  private CurrentSurface() {}

  static @Nullable Surface get() {
    Optional<Surface> own = OF_THREAD.get();
    return own == null ? latest : own.orElse(null);
  }

  static void set(Surface surface) {
    OF_THREAD.set(Optional.of(surface));
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

  /// Gives the calling thread a surface for a while.
  static Surface.Loan lend(@Nullable Surface surface) {
    Optional<Surface> own = OF_THREAD.get();
    OF_THREAD.set(Optional.ofNullable(surface));
    return () -> OF_THREAD.set(own);
  }
}
