package rivulet.array;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// A collection of the young generation, which the JDK has no call for: `System.gc` collects the
/// whole heap, and takes twenty times as long where that holds a few large arrays.
///
/// It comes when the space for new objects is full. So that is filled with arrays that nobody
/// writes to, nor zeroes: 400 MB of them take less than a millisecond.
final class YoungCollection {
  /// Bytes of an array: one that fits what a thread has at hand, as others are zeroed after all.
  private static final int PIECE = 16 * 1024;

  /// Bytes after which there is no hope.
  private static final long MOST = 2L << 30;

  /// Where HotSpot must suppose that somebody reads it.
  @SuppressWarnings("unused")
  private static volatile @Nullable Object last;

  private YoungCollection() {}

  /// Has the collector run.
  ///
  /// @return false if this JVM gives no way to
  static boolean run() {
    if (!UninitializedArrays.ARE) return false;
    WeakReference<Object> witness = new WeakReference<>(new Object());
    for (long bytes = 0; bytes < MOST && !witness.refersTo(null); bytes += PIECE) {
      last = UninitializedArrays.allocate(DType.UINT8, PIECE);
    }
    last = null;
    return witness.refersTo(null);
  }
}
