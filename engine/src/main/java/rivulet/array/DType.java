package rivulet.array;

/// The type of an array's elements, in PyTorch's order of promotion.
///
/// Promotion goes by category first (bool, integral, floating), then by width, as
/// `torch.promote_types`.
public enum DType {
  /// Truth values, one byte an element.
  BOOL("bool", Category.BOOL, 1),
  /// 8-bit unsigned integers.
  UINT8("uint8", Category.INTEGRAL, 1),
  /// 8-bit signed integers.
  INT8("int8", Category.INTEGRAL, 1),
  /// 16-bit signed integers.
  INT16("int16", Category.INTEGRAL, 2),
  /// 32-bit signed integers.
  INT32("int32", Category.INTEGRAL, 4),
  /// 64-bit signed integers: what Java's `int` and `long` become.
  INT64("int64", Category.INTEGRAL, 8),
  /// IEEE 754 half precision; computed in float32.
  FLOAT16("float16", Category.FLOATING, 2),
  /// The upper half of a float32; computed in float32.
  BFLOAT16("bfloat16", Category.FLOATING, 2),
  /// IEEE 754 single precision: the default floating type.
  FLOAT32("float32", Category.FLOATING, 4),
  /// IEEE 754 double precision.
  FLOAT64("float64", Category.FLOATING, 8);

  /// The three categories that promotion ranks before width.
  public enum Category {
    /// Truth values.
    BOOL,
    /// Integers.
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
    if (other == this) return this;
    DType lower = compareTo(other) < 0 ? this : other;
    DType higher = lower == this ? other : this;
    if (higher == INT8 && lower == UINT8) return INT16;
    return higher == BFLOAT16 && lower == FLOAT16 ? FLOAT32 : higher;
  }

  /// The dtype that has loops of its own, in which this one is computed.
  DType compute() {
    return switch (this) {
      case BOOL, UINT8, INT8, INT16, INT32 -> INT32;
      case INT64 -> INT64;
      case FLOAT16, BFLOAT16, FLOAT32 -> FLOAT32;
      case FLOAT64 -> FLOAT64;
    };
  }

  /// PyTorch's spelling: `torch.float32`.
  @Override
  public String toString() {
    return "torch." + text;
  }
}
