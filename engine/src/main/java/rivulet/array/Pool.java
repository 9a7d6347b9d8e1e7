package rivulet.array;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Java arrays to be used again: a fresh one costs its zeroing and cold pages, several times what
/// most loops cost.
///
/// Small ones stay with their thread ([SmallArrays]); the others lie in lists by element type and
/// rounded length. Those take a bounded part of the heap; beyond it, those of the sizes that were
/// not asked for the longest are left to the collector. An array comes back when its storage is
/// released. A large one comes back as well when the collector has found its storage unreachable: a
/// [Lease] follows it; before so many are out that it matters, the collector is asked to look. For
/// smaller ones that would cost more than it saves. Leases that the collector has ended are looked
/// at whenever an array is asked for, so that no thread is needed; until then, as in the lists,
/// arrays are held softly, so that the pool never fills a heap that something else wants.
final class Pool {
  /// Bytes from which an array is worth using again.
  static final int SMALLEST = 2 * 1024;

  /// Bytes below which an array stays with the thread that gave it back.
  private static final int SMALL = 16 * 1024;

  /// Bytes from which an array is followed. Smaller ones mostly die young, and cost the collector
  /// nothing then.
  static final int LARGE = 1024 * 1024;

  /// Bytes of free arrays, and those of large arrays in use before the collector is asked which of
  /// them are.
  private static final long PLENTY = 192L << 20;

  static final Pool SHARED = new Pool(Math.min(PLENTY, Runtime.getRuntime().maxMemory() / 4));

  private final long bound;
  private final ReferenceQueue<Storage> unreachable = new ReferenceQueue<>();
  private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
  private final Map<SizeClass, Deque<SoftReference<Object>>> free =
      new LinkedHashMap<>(16, 0.75f, true);
  private final AtomicLong leasedBytes = new AtomicLong();
  private volatile long looksAt = PLENTY;
  private long freeBytes;

  /// A pool whose free arrays take at most `bound` bytes.
  Pool(long bound) {
    this.bound = bound;
  }

  /// Arrays that can stand for one another.
  ///
  /// @param dtype the type of the elements
  /// @param length the array's length: a power of two, or one and a quarter, a half, three quarters
  record SizeClass(DType dtype, int length) {
    static SizeClass of(DType dtype, int numel) {
      int step = Math.max(Integer.highestOneBit(numel) / 4, 1);
      long rounded = Math.ceilDiv((long) numel, step) * step;
      return new SizeClass(dtype, rounded > Integer.MAX_VALUE - 8 ? numel : (int) rounded);
    }

    long bytes() {
      return (long) length * dtype.bytes();
    }

    boolean isSmall() {
      return bytes() < SMALL;
    }

    boolean isLarge() {
      return bytes() >= LARGE;
    }
  }

  /// An array in use, and how it comes back. A phantom reference, as nothing can bring its storage
  /// back to life once it is queued.
  final class Lease extends PhantomReference<Storage> {
    private final SoftReference<Object> array;
    private final SizeClass size;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Lease(Storage storage, Object array, SizeClass size) {
      super(storage, unreachable);
      this.array = new SoftReference<>(array);
      this.size = size;
    }

    /// Gives the array back, once.
    void end() {
      if (!ended.compareAndSet(false, true)) return;
      clear();
      leases.remove(this);
      leasedBytes.addAndGet(-size.bytes());
      give(array, size);
    }
  }

  Lease lease(Storage storage, Object array, SizeClass size) {
    Lease lease = new Lease(storage, array, size);
    leases.add(lease);
    leasedBytes.addAndGet(size.bytes());
    return lease;
  }

  /// A free array of this size, with whatever it was left with, or null.
  @Nullable Object take(SizeClass size) {
    if (size.isSmall()) return SmallArrays.own().take(size);
    collect();
    Object array = takeFree(size);
    return array == null && size.isLarge() && lookedIfMany(size.bytes()) ? takeFree(size) : array;
  }

  private @Nullable Object takeFree(SizeClass size) {
    synchronized (free) {
      Deque<SoftReference<Object>> arrays = free.get(size);
      while (arrays != null && !arrays.isEmpty()) {
        Object array = arrays.removeLast().get();
        freeBytes -= size.bytes();
        if (array != null) return array;
      }
      return null;
    }
  }

  private void collect() {
    while (unreachable.poll() instanceof Lease lease) lease.end();
  }

  /// Takes an array that nobody uses any more.
  void give(Object array, SizeClass size) {
    if (size.isSmall()) SmallArrays.own().give(array, size);
    else give(new SoftReference<>(array), size);
  }

  private void give(SoftReference<Object> array, SizeClass size) {
    if (size.bytes() > bound) return;
    synchronized (free) {
      free.computeIfAbsent(size, s -> new ArrayDeque<>()).addLast(array);
      freeBytes += size.bytes();
      trim(bound);
    }
  }

  /// Forgets the sizes that were not used the longest first.
  private void trim(long most) {
    Iterator<Map.Entry<SizeClass, Deque<SoftReference<Object>>>> sizes = free.entrySet().iterator();
    while (freeBytes > most) {
      Map.Entry<SizeClass, Deque<SoftReference<Object>>> oldest = sizes.next();
      while (freeBytes > most && oldest.getValue().pollFirst() != null) {
        freeBytes -= oldest.getKey().bytes();
      }
      if (oldest.getValue().isEmpty()) sizes.remove();
    }
  }

  /// Bytes that free arrays take.
  long freeBytes() {
    synchronized (free) {
      return freeBytes;
    }
  }

  /// A new array of any values. Where the heap is full, free arrays and those whose storages have
  /// become unreachable are given up first.
  Object allocate(SizeClass size, Shape shape) {
    // Small ones are zeroed where they are written to: in the first-level cache.
    return size.isSmall() ? zeros(size, shape) : made(size, shape, UninitializedArrays::allocate);
  }

  /// The same, of zeros.
  Object zeros(SizeClass size, Shape shape) {
    return made(size, shape, (dtype, length) -> Elements.of(dtype).allocate(length));
  }

  private Object made(SizeClass size, Shape shape, Maker maker) {
    for (int attempt = 0; ; attempt++) {
      try {
        return maker.allocate(size.dtype(), size.length());
      } catch (OutOfMemoryError e) {
        if (attempt == 2) throw new IllegalStateException(noRoom(size, shape), e);
        giveUpUnused();
      }
    }
  }

  /// Makes an array.
  private interface Maker {
    Object allocate(DType dtype, int length);
  }

  /// Has the collector find out which large arrays are in use, if there are many; next when there
  /// are twice as many.
  private boolean lookedIfMany(long more) {
    if (leasedBytes.get() + more <= looksAt) return false;
    synchronized (this) {
      if (leasedBytes.get() + more > looksAt) look();
    }
    return true;
  }

  private void look() {
    System.gc();
    endUnreachable();
    looksAt = Math.max(PLENTY, 2 * leasedBytes.get());
  }

  /// The collector queues what it has found some moments after it ran: this does not wait for that.
  private void endUnreachable() {
    for (Lease lease : leases) if (lease.refersTo(null)) lease.end();
  }

  private void giveUpUnused() {
    System.gc();
    endUnreachable();
    synchronized (free) {
      trim(0);
    }
  }

  static String noRoom(SizeClass size, Shape shape) {
    Runtime runtime = Runtime.getRuntime();
    long left = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    return ("cannot allocate a tensor of shape %s: it takes %d bytes, %d bytes are left. The"
            + " environment variable RIVULET_JVM_OPTS sets the size of the heap, as in"
            + " RIVULET_JVM_OPTS=-Xmx8g")
        .formatted(shape, size.bytes(), left);
  }
}
