package rivulet.array.natives;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/// The thread pool that oneDNN was built with. How many threads it uses is set for each calling
/// thread, and a few nanoseconds a call cost less than to remember for which it has been set.
final class OpenMp {
  static final String SET_NUM_THREADS = "omp_set_num_threads";

  private OpenMp() {}

  /// The function, once the library is known to be there.
  private static final class Functions {
    private static final MethodHandle SET =
        OneDnn.LIBRARY.quick(SET_NUM_THREADS, FunctionDescriptor.ofVoid(JAVA_INT));
  }

  /// Keeps the calling thread's next calls on it.
  static void oneThread() throws Throwable {
    Functions.SET.invokeExact(1);
  }
}
