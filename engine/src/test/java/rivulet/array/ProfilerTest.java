package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Signals that a profiler sends to threads in native calls. Where they do damage, the process
/// ends.
@Timeout(120)
class ProfilerTest {
  private final Samples samples = new Samples("ProfilerTest", 141421);

  @Test
  void productsUnderTheFlightRecorder() {
    NDArray a = samples.contiguous(DType.FLOAT32, 128, 1024);
    NDArray b = samples.contiguous(DType.FLOAT32, 64, 1024).transpose(0, 1);
    float[] expected = MatMul.mm(a, b).toFloats();
    int rounds = 0;
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(1));
      recording.start();
      for (long start = System.nanoTime(); System.nanoTime() - start < 2_000_000_000L; rounds++) {
        assertArrayEquals(expected, MatMul.mm(a, b).toFloats());
      }
    }
    assertTrue(rounds > 0);
  }
}
