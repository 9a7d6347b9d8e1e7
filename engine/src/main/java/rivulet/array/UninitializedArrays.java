package rivulet.array;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// Java arrays whose elements are whatever their memory held before.
///
/// `new` writes zeros first: through cold memory once more than whoever fills the array, a third of
/// an element-wise step of 100,000 elements. The JDK does without in a method of its own, which it
/// shows to those only whom its module system lets in: see [VectorModule] for the door. Where that
/// is shut, arrays are of zeros.
final class UninitializedArrays {
  private static final @Nullable MethodHandle ALLOCATE = find();

  private UninitializedArrays() {}

  /// An array for so many elements.
  ///
  /// @throws OutOfMemoryError if the heap has no room for it
  static Object allocate(DType dtype, int length) {
    if (ALLOCATE == null) return Elements.of(dtype).allocate(length);
    try {
      return (Object) ALLOCATE.invokeExact((Class<?>) type(dtype), length);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("declares no exception", e);
    }
  }

  private static Class<?> type(DType dtype) {
    return switch (dtype) {
      case BOOL, UINT8, INT8 -> byte.class;
      case INT16, FLOAT16, BFLOAT16 -> short.class;
      case INT32 -> int.class;
      case INT64 -> long.class;
      case FLOAT32 -> float.class;
      case FLOAT64 -> double.class;
    };
  }

  private static @Nullable MethodHandle find() {
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("addExports", Module.class, String.class, Module.class)
          .invoke(
              null,
              Object.class.getModule(),
              "jdk.internal.misc",
              UninitializedArrays.class.getModule());
      Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
      MethodType type = MethodType.methodType(Object.class, Class.class, int.class);
      return MethodHandles.lookup()
          .findVirtual(unsafe, "allocateUninitializedArray", type)
          .bindTo(unsafe.getMethod("getUnsafe").invoke(null));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
