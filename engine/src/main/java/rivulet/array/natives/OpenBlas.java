package rivulet.array.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// OpenBLAS's products of matrices: of float64, and of float32 where oneDNN is not to be had.
///
/// The library would start threads of its own; it is told to use one, for the whole process.
public final class OpenBlas {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private static final SharedLibrary LIBRARY = load();

  private OpenBlas() {}

  private static SharedLibrary load() {
    SharedLibrary library =
        SharedLibrary.load(
            "openblas",
            "openblas",
            files(Platform.HERE),
            List.of("cblas_sgemm", "cblas_dgemm", "openblas_set_num_threads"));
    if (library.isLoaded()) setThreads(library, 1);
    return library;
  }

  private static SharedLibrary.Files files(Platform platform) {
    return platform.pick(
        platform.isIntel()
            ? SharedLibrary.Files.own(
                "libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0")
            : SharedLibrary.Files.own("libgcc_s.so.1", "libgfortran.so.5", "libopenblas.so.0"),
        SharedLibrary.Files.own(
            "libgcc_s.1.1.dylib",
            "libquadmath.0.dylib",
            "libgfortran.5.dylib",
            "libopenblas.0.dylib"),
        SharedLibrary.Files.own("libopenblas.dll"));
  }

  private static void setThreads(SharedLibrary library, int threads) {
    MethodHandle set =
        library.function("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
    try {
      set.invokeExact(threads);
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
  }

  /// Whether it can be used; the first call loads it.
  public static boolean isLoaded() {
    return LIBRARY.isLoaded();
  }

  /// The functions, once the library is known to be there.
  private static final class Functions {
    private static final MethodHandle SGEMM = gemm("cblas_sgemm", JAVA_FLOAT);
    private static final MethodHandle DGEMM = gemm("cblas_dgemm", JAVA_DOUBLE);

    private static MethodHandle gemm(String name, MemoryLayout number) {
      return LIBRARY.critical(
          name,
          FunctionDescriptor.ofVoid(
              JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, number, ADDRESS, JAVA_INT,
              ADDRESS, JAVA_INT, number, ADDRESS, JAVA_INT));
    }
  }

  /// `c = a · b`, or `c += a · b` where `adding`.
  ///
  /// @throws IndexOutOfBoundsException if a matrix leaves its array
  public static void sgemm(Gemm s, boolean adding, float[] a, float[] b, float[] c) {
    s.check(a.length, b.length, c.length);
    try {
      Functions.SGEMM.invokeExact(
          ROW_MAJOR,
          s.at() ? TRANSPOSED : PLAIN,
          s.bt() ? TRANSPOSED : PLAIN,
          s.n(),
          s.m(),
          s.k(),
          1f,
          from(MemorySegment.ofArray(a), s.ao(), Float.BYTES),
          s.lda(),
          from(MemorySegment.ofArray(b), s.bo(), Float.BYTES),
          s.ldb(),
          adding ? 1f : 0f,
          from(MemorySegment.ofArray(c), s.co(), Float.BYTES),
          s.ldc());
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
  }

  /// `c = a · b`, or `c += a · b` where `adding`.
  ///
  /// @throws IndexOutOfBoundsException if a matrix leaves its array
  public static void dgemm(Gemm s, boolean adding, double[] a, double[] b, double[] c) {
    s.check(a.length, b.length, c.length);
    try {
      Functions.DGEMM.invokeExact(
          ROW_MAJOR,
          s.at() ? TRANSPOSED : PLAIN,
          s.bt() ? TRANSPOSED : PLAIN,
          s.n(),
          s.m(),
          s.k(),
          1d,
          from(MemorySegment.ofArray(a), s.ao(), Double.BYTES),
          s.lda(),
          from(MemorySegment.ofArray(b), s.bo(), Double.BYTES),
          s.ldb(),
          adding ? 1d : 0d,
          from(MemorySegment.ofArray(c), s.co(), Double.BYTES),
          s.ldc());
    } catch (Throwable t) {
      throw SharedLibrary.unexpected(t);
    }
  }

  private static MemorySegment from(MemorySegment array, int offset, int bytes) {
    return array.asSlice((long) offset * bytes);
  }
}
