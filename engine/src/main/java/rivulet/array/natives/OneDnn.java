package rivulet.array.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// oneDNN's products of float32 matrices. Only on x86-64: elsewhere its product is a plain loop.
///
/// The library would run parallel on OpenMP's threads; every call is held on the calling one.
public final class OneDnn {
  /// Steps from which on [Signals] must wait: 85 is the smallest number that was seen to need it,
  /// with any instruction set and any layout.
  private static final int DEEP = 64;

  static final SharedLibrary LIBRARY = load();

  private OneDnn() {}

  private static SharedLibrary load() {
    if (!Platform.HERE.isIntel()) return SharedLibrary.none();
    SharedLibrary.Files files =
        Platform.HERE.pick(
            SharedLibrary.Files.own("libgomp.so.1", "libdnnl.so.3"),
            SharedLibrary.Files.own("libiomp5.dylib", "libdnnl.3.dylib"),
            new SharedLibrary.Files(List.of("vcomp140.dll"), List.of("dnnl.dll")));
    return SharedLibrary.load(
        "onednn", "dnnl", files, List.of("dnnl_sgemm", OpenMp.SET_NUM_THREADS));
  }

  /// Whether it can be used; the first call loads it.
  public static boolean isLoaded() {
    return LIBRARY.isLoaded();
  }

  /// The functions, once the library is known to be there.
  private static final class Functions {
    private static final MethodHandle SGEMM =
        LIBRARY.critical(
            "dnnl_sgemm",
            FunctionDescriptor.of(
                JAVA_INT,
                JAVA_BYTE,
                JAVA_BYTE,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_LONG,
                ADDRESS,
                JAVA_LONG,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_LONG));
  }

  /// `c = a · b`, or `c += a · b` where `adding`.
  ///
  /// @throws IndexOutOfBoundsException if a matrix leaves its array
  public static void sgemm(Gemm s, boolean adding, float[] a, float[] b, float[] c) {
    s.check(a.length, b.length, c.length);
    if (s.k() < DEEP) {
      call(s, adding, a, b, c);
      return;
    }
    long[] held = Signals.hold();
    try {
      call(s, adding, a, b, c);
    } finally {
      Signals.release(held);
    }
  }

  private static void call(Gemm s, boolean adding, float[] a, float[] b, float[] c) {
    try {
      OpenMp.oneThread();
      check(
          (int)
              Functions.SGEMM.invokeExact(
                  (byte) (s.at() ? 'T' : 'N'),
                  (byte) (s.bt() ? 'T' : 'N'),
                  (long) s.n(),
                  (long) s.m(),
                  (long) s.k(),
                  1f,
                  from(a, s.ao()),
                  (long) s.lda(),
                  from(b, s.bo()),
                  (long) s.ldb(),
                  adding ? 1f : 0f,
                  from(c, s.co()),
                  (long) s.ldc()));
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
  }

  private static MemorySegment from(float[] array, int offset) {
    return MemorySegment.ofArray(array).asSlice((long) offset * Float.BYTES);
  }

  /// Keeps the calling thread's next calls on it.
  static void oneThread() {
    try {
      OpenMp.oneThread();
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
  }

  /// @throws IllegalStateException if a function did not succeed
  static void check(int status) {
    if (status != 0) throw new IllegalStateException("oneDNN answers with status " + status);
  }
}
