package rivulet.array;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One pooled Java array, and how often it has been written to; or what the array will come from
/// when somebody asks for it ([Due]).
///
/// Nobody needs to free it: it is the collector's, and a large array goes back to the [Pool] when
/// the collector has found its storage unreachable. [#release] is the shortcut for whoever knows
/// that nobody else can see it: it gives back all but the smallest. Whoever runs over the array
/// keeps the storage reachable meanwhile, mostly by [Raw].
public final class Storage {
  /// Held while storages come to read one another, or cease to: loops of several threads may share
  /// operands.
  static final Object LINKS = new Object();

  private Pool.@Nullable SizeClass size;
  private Pool.@Nullable Lease lease;
  private volatile @Nullable Object elements;
  private volatile @Nullable Due due;
  private volatile @Nullable List<WeakReference<Storage>> readers;
  private int loops;
  private boolean released;
  private int version;

  private Storage(Object elements) {
    this.elements = elements;
  }

  private Storage(Object elements, Pool.SizeClass size) {
    this.elements = elements;
    this.size = size;
    this.lease = leaseOf(elements);
  }

  Storage(Expression due) {
    this.due = due;
    this.size = sizeOf(due.dtype(), due.shape());
  }

  Storage(Deferral due) {
    this.due = due;
  }

  private Pool.@Nullable Lease leaseOf(Object array) {
    return size != null && size.isLarge() ? Pool.SHARED.lease(this, array, size) : null;
  }

  /// Room for the elements of this shape, of any value.
  ///
  /// @throws IllegalStateException if the heap has no room for it; the message says what would help
  static Storage allocate(DType dtype, Shape shape) {
    Pool.SizeClass size = sizeOf(dtype, shape);
    return size == null ? fresh(dtype, shape) : new Storage(pooled(size, shape), size);
  }

  /// Room for the elements of this shape, all of them 0.
  ///
  /// @throws IllegalStateException if the heap has no room for it; the message says what would help
  static Storage zeros(DType dtype, Shape shape) {
    Pool.SizeClass size = sizeOf(dtype, shape);
    if (size == null) return fresh(dtype, shape);
    Object reused = Pool.SHARED.take(size);
    if (reused == null) return new Storage(Pool.SHARED.zeros(size, shape), size);
    Elements.of(dtype).fill(reused, 0, 1, shape.numel(), Scalar.of(0L));
    return new Storage(reused, size);
  }

  private static Storage fresh(DType dtype, Shape shape) {
    return new Storage(Elements.of(dtype).allocate(shape.numel()));
  }

  private static Object pooled(Pool.SizeClass size, Shape shape) {
    Object reused = Pool.SHARED.take(size);
    return reused == null ? Pool.SHARED.allocate(size, shape) : reused;
  }

  private static Pool.@Nullable SizeClass sizeOf(DType dtype, Shape shape) {
    boolean pooled = (long) shape.numel() * dtype.bytes() >= Pool.SMALLEST;
    return pooled ? Pool.SizeClass.of(dtype, shape.numel()) : null;
  }

  static Storage of(Object elements) {
    return new Storage(elements);
  }

  /// The Java array, which may be longer than asked for: see [Raw] for who may touch it.
  Object elements() {
    Object array = elements;
    if (array == null) {
      compute();
      array = elements;
    }
    if (array == null) throw new IllegalStateException("this storage has been released");
    return array;
  }

  // ---- elements that are due

  /// What the elements will be computed from; null where they have been.
  @Nullable Due due() {
    return due;
  }

  /// The element-wise operation that the elements will come from, if it is one.
  @Nullable Expression expression() {
    return due instanceof Expression expression ? expression : null;
  }

  /// Computes the elements now, if they are due.
  synchronized void compute() {
    Due known = due;
    if (known != null) known.run(this);
  }

  /// The sums of blocks of that many elements, which are not written down for it; null unless just
  /// so many are due.
  synchronized double @Nullable [] sumsDue(int count) {
    Expression expression = expression();
    if (expression == null || expression.shape().numel() != count) return null;
    return FusedLoop.sums(this, expression);
  }

  /// Says that the elements will be wanted later: the first loop that has them writes them down.
  public void keep() {
    Due known = due;
    if (known != null) known.keep();
  }

  /// Computes what is due and reads this storage; to be called before it is written to.
  public void settle() {
    for (Storage reader : readers()) reader.compute();
  }

  private List<Storage> readers() {
    if (readers == null) return List.of();
    synchronized (LINKS) {
      return readers == null
          ? List.of()
          : readers.stream().map(Reference::get).filter(Objects::nonNull).toList();
    }
  }

  /// Notes that the elements of `reader` will be computed from these.
  void addReader(Storage reader) {
    synchronized (LINKS) {
      Due known = due;
      if (known == null) elements();
      else known.addReader();
      if (readers == null) readers = new ArrayList<>(2);
      else readers.removeIf(reference -> reference.refersTo(null));
      readers.add(new WeakReference<>(reader));
    }
  }

  private void removeReader(Storage reader) {
    if (readers == null) return;
    readers.removeIf(reference -> reference.refersTo(null) || reference.refersTo(reader));
    if (readers.isEmpty()) readers = null;
    Due known = due;
    if (known != null) known.removeReader();
    if (released) giveBack();
  }

  /// The elements, for a loop that reads them until [#leave]; with [#LINKS].
  Object enter() {
    loops++;
    return elements();
  }

  /// Ends what [#enter] began; with [#LINKS].
  void leave() {
    loops--;
    if (released) giveBack();
  }

  /// Puts off [#release] until [#letGo].
  public void hold() {
    synchronized (LINKS) {
      enter();
    }
  }

  /// Ends what [#hold] began.
  public void letGo() {
    synchronized (LINKS) {
      leave();
    }
  }

  /// Room for what an expression of this storage gives.
  Object allocate(Expression expression) {
    Shape shape = expression.shape();
    return size == null
        ? UninitializedArrays.allocate(expression.dtype(), shape.numel())
        : pooled(size, shape);
  }

  /// Takes what an expression of this storage has given, unless another thread was faster; with
  /// [#LINKS].
  void fulfil(Expression expression, Object array) {
    if (due == null) {
      if (size != null) Pool.SHARED.give(array, size);
      return;
    }
    lease = leaseOf(array);
    elements = array;
    forget(expression);
    if (released) giveBack();
  }

  /// Takes the array of a storage that nobody else sees, what `deferral` has given.
  void takeOver(Storage made, Deferral deferral) {
    Object array = made.elements();
    synchronized (LINKS) {
      size = made.size;
      made.elements = null;
      elements = array;
      forget(deferral);
      if (released) giveBack();
    }
  }

  private void forget(Due known) {
    due = null;
    for (Storage source : known.sources()) source.removeReader(this);
  }

  // ---- release

  /// Gives the array back at once, or as soon as nothing is computed from it any more. Only for who
  /// knows that nobody else uses this storage, a view of it included: any use afterwards throws. A
  /// second call does nothing.
  public void release() {
    if (readers == null && due == null && loops == 0) {
      drop();
      return;
    }
    synchronized (LINKS) {
      released = true;
      giveBack();
    }
  }

  private void giveBack() {
    if (loops > 0 || !readers().isEmpty()) return;
    Due known = due;
    if (known != null) forget(known);
    drop();
  }

  private synchronized void drop() {
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
