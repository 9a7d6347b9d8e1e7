package rivulet.array;

import org.jspecify.annotations.Nullable;

/// One pooled Java array, and how often it has been written to.
///
/// Nobody needs to free it: it is the collector's, and a large array goes back to the [Pool] when
/// the collector has found its storage unreachable. [#release] is the shortcut for whoever knows
/// that nobody else can see it: it gives back all but the smallest. Whoever runs over the array
/// keeps the storage reachable meanwhile, mostly by [Raw].
public final class Storage {
  private final Pool.@Nullable SizeClass size;
  private final Pool.@Nullable Lease lease;
  private @Nullable Object elements;
  private int version;

  private Storage(Object elements) {
    this.elements = elements;
    this.size = null;
    this.lease = null;
  }

  private Storage(Object elements, Pool.SizeClass size) {
    this.elements = elements;
    this.size = size;
    this.lease = size.isLarge() ? Pool.SHARED.lease(this, elements, size) : null;
  }

  /// Room for the elements of this shape, of any value.
  ///
  /// @throws IllegalStateException if the heap has no room for it; the message says what would help
  static Storage allocate(DType dtype, Shape shape) {
    return isPooled(dtype, shape) ? pooled(dtype, shape, false) : fresh(dtype, shape);
  }

  /// Room for the elements of this shape, all of them 0.
  ///
  /// @throws IllegalStateException if the heap has no room for it; the message says what would help
  static Storage zeros(DType dtype, Shape shape) {
    return isPooled(dtype, shape) ? pooled(dtype, shape, true) : fresh(dtype, shape);
  }

  private static boolean isPooled(DType dtype, Shape shape) {
    return (long) shape.numel() * dtype.bytes() >= Pool.SMALLEST;
  }

  private static Storage fresh(DType dtype, Shape shape) {
    return new Storage(Elements.of(dtype).allocate(shape.numel()));
  }

  private static Storage pooled(DType dtype, Shape shape, boolean zero) {
    Pool.SizeClass size = Pool.SizeClass.of(dtype, shape.numel());
    Object reused = Pool.SHARED.take(size);
    if (reused == null) return new Storage(Pool.SHARED.allocate(size, shape), size);
    if (zero) Elements.of(dtype).fill(reused, 0, 1, shape.numel(), Scalar.of(0L));
    return new Storage(reused, size);
  }

  static Storage of(Object elements) {
    return new Storage(elements);
  }

  /// The Java array, which may be longer than asked for: see [Raw] for who may touch it.
  Object elements() {
    Object array = elements;
    if (array == null) throw new IllegalStateException("this storage has been released");
    return array;
  }

  /// Gives the array back at once. Only for who knows that nobody else uses this storage, a view of
  /// it included: any use afterwards throws. A second call does nothing.
  public synchronized void release() {
    Object array = elements;
    elements = null;
    if (lease != null) lease.end();
    else if (size != null && array != null) Pool.SHARED.give(array, size);
  }

  /// How often it has been written to through a tensor.
  public int version() {
    return version;
  }

  /// Counts one more write.
  public void bumpVersion() {
    version++;
  }
}
