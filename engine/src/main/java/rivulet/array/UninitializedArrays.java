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
  /// The JDK's method; null where it is not to be had, and arrays are of zeros.
  static final @Nullable MethodHandle ALLOCATE = find();

  private UninitializedArrays() {}

  /// An array for so many elements.
  ///
  /// @throws OutOfMemoryError if the heap has no room for it
  static Object allocate(DType dtype, int length) {
    if (ALLOCATE == null) return Elements.of(dtype).allocate(length);
    try {
      // Each type is a constant of its call: HotSpot then knows to leave large ones unzeroed, too.
      return switch (dtype) {
        case BOOL, UINT8, INT8 -> (Object) ALLOCATE.invokeExact((Class<?>) byte.class, length);
        case INT16, FLOAT16, BFLOAT16 ->
            (Object) ALLOCATE.invokeExact((Class<?>) short.class, length);
        case INT32 -> (Object) ALLOCATE.invokeExact((Class<?>) int.class, length);
        case INT64 -> (Object) ALLOCATE.invokeExact((Class<?>) long.class, length);
        case FLOAT32 -> (Object) ALLOCATE.invokeExact((Class<?>) float.class, length);
        case FLOAT64 -> (Object) ALLOCATE.invokeExact((Class<?>) double.class, length);
      };
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("declares no exception", e);
    }
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
