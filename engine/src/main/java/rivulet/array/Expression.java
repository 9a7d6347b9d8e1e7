package rivulet.array;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An element-wise operation that has not run: what the elements of a [Storage] are to become.
///
/// Its operands may be expressions in turn; [FusedLoop] runs all of them in one loop over memory.
final class Expression implements Due {
  /// The most operations that one loop may hold; an operand that two of them read counts twice.
  private static final int MOST = 64;

  /// Bytes beyond which elements that are read again are rather computed again.
  private static final long LARGE = 4L << 20;

  private final @Nullable Enum<?> op;
  private final InnerLoop loop;
  private final DType dtype;
  private final Shape shape;
  private final List<Operand> operands;
  private final int operations;
  private int readers;
  private int runs;
  private boolean kept;

  /// An operand: elements of a storage from `offset` on, one behind the other (`step` 1), or the
  /// same one again and again (0).
  record Operand(Storage storage, int offset, int step) {
    /// What its storage is to become, if that can run in the same loop.
    private boolean joins(Shape shape) {
      Expression due = storage.expression();
      return due != null && step == 1 && offset == 0 && due.shape.numel() == shape.numel();
    }

    private int operations(Shape shape) {
      Expression due = storage.expression();
      return due != null && joins(shape) ? due.operations : 0;
    }
  }

  private Expression(
      @Nullable Enum<?> op, InnerLoop loop, DType dtype, Shape shape, List<Operand> operands) {
    this.op = op;
    this.loop = loop;
    this.dtype = dtype;
    this.shape = shape;
    this.operands = operands;
    this.operations = operations(shape, operands);
  }

  /// A storage whose elements `loop` will compute when they are asked for.
  ///
  /// @param op what can be a link of a [Chain] instead; null where only the loop can do it
  static Storage storage(
      @Nullable Enum<?> op, InnerLoop loop, DType dtype, Shape shape, List<Operand> operands) {
    boolean tooMany = operations(shape, operands) > MOST;
    for (Operand operand : operands) {
      if (tooMany || !operand.joins(shape)) operand.storage.compute();
    }
    Storage storage = new Storage(new Expression(op, loop, dtype, shape, operands));
    for (Storage source : sources(operands)) source.addReader(storage);
    return storage;
  }

  private static List<Storage> sources(List<Operand> operands) {
    return operands.stream().map(Operand::storage).distinct().toList();
  }

  private static int operations(Shape shape, List<Operand> operands) {
    int operations = 1;
    for (Operand operand : operands) operations += operand.operations(shape);
    return operations;
  }

  /// What can be a link of a [Chain]; null where only [#loop] can do it.
  @Nullable Enum<?> op() {
    return op;
  }

  InnerLoop loop() {
    return loop;
  }

  DType dtype() {
    return dtype;
  }

  Shape shape() {
    return shape;
  }

  List<Operand> operands() {
    return operands;
  }

  @Override
  public List<Storage> sources() {
    return sources(operands);
  }

  @Override
  public void run(Storage storage) {
    FusedLoop.run(storage, this);
  }

  @Override
  public void addReader() {
    readers++;
  }

  @Override
  public void removeReader() {
    readers--;
  }

  @Override
  public void keep() {
    kept = true;
  }

  /// Notes that a loop has had the elements, and has not written them down.
  void hasRun() {
    runs++;
  }

  /// Whether a loop that holds so many of the readers is to write the elements down: so that none
  /// is computed more than twice, or three times where writing would take longer or computing takes
  /// next to nothing.
  boolean isWantedBeyond(int readers) {
    if (this.readers > readers) return true;
    return (isLarge() || isCheap()) ? runs > 1 : (kept || runs > 0);
  }

  /// Whether computing the elements again costs next to nothing beside reading them.
  private boolean isCheap() {
    return weight() == 1;
  }

  /// As that of a link ([Chain#weight]); of what is none, all that a chain may have.
  int weight() {
    return op == null ? Chain.MOST : Chain.weight(op);
  }

  private boolean isLarge() {
    return (long) shape.numel() * dtype.bytes() > LARGE;
  }
}
