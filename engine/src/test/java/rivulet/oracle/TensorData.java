package rivulet.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.TensorArrays;
import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Shape;

/// A tensor as it is written in a case.
///
/// @param dtype PyTorch's name, also of dtypes that Java lacks
/// @param strides elements a step, or null where it is contiguous
/// @param bytes the storage from its first to its last element, little-endian
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record TensorData(
    String dtype, int[] shape, int @Nullable [] strides, boolean requiresGrad, byte[] bytes) {

  static TensorData of(JsonObject json) {
    return new TensorData(
        json.get("dtype").getAsString(),
        ints(json.getAsJsonArray("shape")),
        json.has("strides") ? ints(json.getAsJsonArray("strides")) : null,
        json.has("requires_grad") && json.get("requires_grad").getAsBoolean(),
        Base64.getDecoder().decode(json.get("data").getAsString()));
  }

  /// The dtype of this name.
  ///
  /// @throws Outcome.Unmapped where Java lacks it
  static DType dtype(String name) {
    for (DType dtype : DType.values()) {
      if (dtype.toString().equals("torch." + name)) {
        return dtype;
      }
    }
    throw new Outcome.Unmapped("dtype " + name);
  }

  /// A leaf with these values, strides and requiresGrad.
  Tensor tensor() {
    Tensor tensor = TensorArrays.tensor(array());
    return requiresGrad ? tensor.requiresGrad_() : tensor;
  }

  /// The values at their strides.
  NDArray array() {
    DType type = dtype(dtype);
    Shape sizes = Shape.of(shape);
    if (strides == null) {
      return storage(type, sizes);
    }
    return storage(type, Shape.of(bytes.length / type.bytes())).asStrided(sizes, strides, 0);
  }

  private NDArray storage(DType type, Shape sizes) {
    int width = type.bytes();
    int count = bytes.length / width;
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (!type.isFloatingPoint()) {
      long[] values = new long[count];
      Arrays.setAll(values, i -> integer(buffer, width, i * width));
      return NDArray.of(values, sizes).to(type);
    }
    double[] values = new double[count];
    Arrays.setAll(values, i -> real(buffer, type, i * width));
    return NDArray.of(values, sizes).to(type);
  }

  private static long integer(ByteBuffer buffer, int width, int at) {
    return switch (width) {
      case 1 -> buffer.get(at);
      case 2 -> buffer.getShort(at);
      case 4 -> buffer.getInt(at);
      default -> buffer.getLong(at);
    };
  }

  private static double real(ByteBuffer buffer, DType type, int at) {
    return switch (type) {
      case FLOAT16 -> Float.float16ToFloat(buffer.getShort(at));
      case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(at) << 16);
      case FLOAT32 -> buffer.getFloat(at);
      default -> buffer.getDouble(at);
    };
  }

  private static int[] ints(JsonArray json) {
    int[] ints = new int[json.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = json.get(i).getAsInt();
    }
    return ints;
  }
}
