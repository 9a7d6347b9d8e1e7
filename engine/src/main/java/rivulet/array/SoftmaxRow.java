package rivulet.array;

/// The steps of softmax on rows of one length, which share memory: for one thread.
///
/// The result's array and offset come first.
sealed interface SoftmaxRow permits FloatSoftmax, DoubleSoftmax {
  /// For rows of this length.
  ///
  /// @param factor positive: what the operand of [#softmax] is multiplied with
  static SoftmaxRow of(DType dtype, int count, double factor) {
    return dtype == DType.FLOAT32
        ? new FloatSoftmax(count, (float) factor)
        : new DoubleSoftmax(count, factor);
  }

  /// The softmax of the operand times the factor.
  void softmax(Object[] arrays, int[] offsets);

  /// The logarithm of the operand's softmax, without the factor.
  void logSoftmax(Object[] arrays, int[] offsets);

  /// The gradient of the operand of [#softmax], from that of its result, and that.
  void softmaxGradient(Object[] arrays, int[] offsets);

  /// The gradient of the operand of [#logSoftmax], from that of its result, and that.
  void logSoftmaxGradient(Object[] arrays, int[] offsets);
}
