package rivulet.array;

/// The type of an array's elements, in PyTorch's order of promotion.
///
/// Promotion goes by category first (bool, integral, floating), then by width, as
/// `torch.promote_types`.
public enum DType {
  /// Truth values, one byte an element.
  BOOL("bool", Category.BOOL, 1),
  /// 32-bit signed integers.
  INT32("int32", Category.INTEGRAL, 4),
  /// 64-bit signed integers: what Java's `int` and `long` become.
  INT64("int64", Category.INTEGRAL, 8),
  /// IEEE 754 single precision: the default floating type.
  FLOAT32("float32", Category.FLOATING, 4),
  /// IEEE 754 double precision.
  FLOAT64("float64", Category.FLOATING, 8);

  /// The three categories that promotion ranks before width.
  public enum Category {
    /// Truth values.
    BOOL,
    /// Signed integers.
    INTEGRAL,
    /// Floating-point numbers.
    FLOATING
  }

  private final String text;
  private final Category category;
  private final int bytes;

  DType(String text, Category category, int bytes) {
    this.text = text;
    this.category = category;
    this.bytes = bytes;
  }

  /// The category that promotion ranks first.
  public Category category() {
    return category;
  }

  /// Bytes an element takes.
  public int bytes() {
    return bytes;
  }

  /// Whether elements are floating-point numbers; only such tensors can require gradients.
  public boolean isFloatingPoint() {
    return category == Category.FLOATING;
  }

  /// The dtype that holds values of both, as `torch.promote_types`.
  public DType promote(DType other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /// PyTorch's spelling: `torch.float32`.
  @Override
  public String toString() {
    return "torch." + text;
  }
}
