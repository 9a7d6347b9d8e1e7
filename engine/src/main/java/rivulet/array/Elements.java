package rivulet.array;

/// How elements of one dtype lie in a Java array, and the loops that do not depend on an operation.
///
/// Every dtype reads into and writes from `double` and `long`; a cast goes through the one that
/// loses nothing, so that a new dtype costs one class and no table of pairs.
sealed interface Elements
    permits FloatElements,
        DoubleElements,
        HalfElements,
        LongElements,
        IntElements,
        ShortElements,
        ByteElements,
        BoolElements {

  /// The one for a dtype.
  static Elements of(DType dtype) {
    return switch (dtype) {
      case BOOL -> BoolElements.INSTANCE;
      case UINT8 -> ByteElements.UNSIGNED;
      case INT8 -> ByteElements.SIGNED;
      case INT16 -> ShortElements.INSTANCE;
      case INT32 -> IntElements.INSTANCE;
      case INT64 -> LongElements.INSTANCE;
      case FLOAT16 -> HalfElements.IEEE;
      case BFLOAT16 -> HalfElements.BRAIN;
      case FLOAT32 -> FloatElements.INSTANCE;
      case FLOAT64 -> DoubleElements.INSTANCE;
    };
  }

  /// A Java array of this many zeros.
  Object allocate(int length);

  /// An array of this one value, rounded to this dtype.
  Object single(Scalar value);

  double getDouble(Object array, int index);

  long getLong(Object array, int index);

  /// Writes `count` times the value, rounded to this dtype.
  void fill(Object array, int offset, int stride, int count, Scalar value);

  /// Copies `count` elements between two arrays of this dtype; ranges that overlap must have the
  /// same stride of 1.
  void copy(
      Object from,
      int fromOffset,
      int fromStride,
      Object to,
      int toOffset,
      int toStride,
      int count);

  /// Copies a matrix that lies across, between two arrays that are not one: the element of row `i`
  /// and column `j` is at `fromOffset + i + j * fromStride` and goes to `toOffset + i * toStride +
  /// j`.
  default void transpose(
      Object from,
      int fromOffset,
      int fromStride,
      Object to,
      int toOffset,
      int toStride,
      int rows,
      int columns) {
    for (int i = 0; i < rows; i++) {
      copy(from, fromOffset + i, fromStride, to, toOffset + i * toStride, 1, columns);
    }
  }

  void toDoubles(Object from, int offset, int stride, int count, double[] to);

  void toLongs(Object from, int offset, int stride, int count, long[] to);

  void fromDoubles(double[] from, Object to, int offset, int stride, int count);

  void fromLongs(long[] from, Object to, int offset, int stride, int count);

  /// Picks from `a` where the condition (bytes) is not 0, else from `b`; as an [InnerLoop] over
  /// result, condition, a, b.
  InnerLoop where();
}
