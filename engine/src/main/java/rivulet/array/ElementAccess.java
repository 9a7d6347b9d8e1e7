package rivulet.array;

import java.lang.ref.Reference;

/// Elements one by one, and all of them as Java arrays.
final class ElementAccess {
  private ElementAccess() {}

  static double getDouble(NDArray array, int position) {
    try {
      Object elements = array.storage().elements();
      return Elements.of(array.dtype()).getDouble(elements, place(array, position));
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  static long getLong(NDArray array, int position) {
    try {
      Object elements = array.storage().elements();
      return Elements.of(array.dtype()).getLong(elements, place(array, position));
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  private static int place(NDArray array, int position) {
    int rest = position;
    int place = array.offset();
    for (int dim = array.rank() - 1; dim >= 0; dim--) {
      int size = array.shape().size(dim);
      place += rest % size * array.stride(dim);
      rest /= size;
    }
    return place;
  }

  static float[] toFloats(NDArray array) {
    float[] values = new float[array.numel()];
    copy(array.to(DType.FLOAT32).contiguous(), values);
    return values;
  }

  static double[] toDoubles(NDArray array) {
    double[] values = new double[array.numel()];
    copy(array.to(DType.FLOAT64).contiguous(), values);
    return values;
  }

  static long[] toLongs(NDArray array) {
    long[] values = new long[array.numel()];
    copy(array.to(DType.INT64).contiguous(), values);
    return values;
  }

  private static void copy(NDArray contiguous, Object values) {
    int count = contiguous.numel();
    if (count == 0) return; // an empty window may start behind the end
    Raw.with(
        arrays -> System.arraycopy(arrays[0], contiguous.offset(), values, 0, count), contiguous);
  }
}
