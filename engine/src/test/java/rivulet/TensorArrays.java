package rivulet;

import rivulet.array.NDArray;

/// Lets tests of other packages make tensors from arrays of any strides, and look at a tensor's
/// array.
public final class TensorArrays {
  private TensorArrays() {}

  /// A leaf over this very array.
  public static Tensor tensor(NDArray array) {
    return new Tensor(array);
  }

  /// The array under a tensor.
  public static NDArray array(Tensor tensor) {
    return tensor.array();
  }
}
