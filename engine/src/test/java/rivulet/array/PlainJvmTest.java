package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A program whose JVM was started without any of our flags: no vector operations, no native code.
@Timeout(120)
class PlainJvmTest {
  /// What the other JVM runs.
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      NDArray a = NDArray.full(Shape.of(100, 100), DType.FLOAT32, Scalar.of(0.5));
      NDArray product = MatMul.mm(a, a);
      for (int i = 0; i < 1_000; i++)
        Elementwise.apply(Elementwise.Unary.EXP, product, DType.FLOAT32);
      System.out.print(VectorModule.PRESENT + " " + product.toFloats()[9_999]);
    }
  }

  @Test
  void hasPlainLoops() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName());
    builder.environment().put("RIVULET_NATIVE", "off");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals("false 25.0", said);
  }
}
