package rivulet.install.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import rivulet.Tensors;

class ScalingTest {
  private static Measurement measured(int threads, double ms) {
    return new Measurement("towers_64", threads, ms, ms, 1);
  }

  @Test
  void speedup_isTheMedianOfTheRoundsRatios() {
    List<List<Measurement>> rounds =
        List.of(
            List.of(measured(1, 4), measured(2, 2)),
            List.of(measured(1, 30), measured(2, 10)),
            List.of(measured(1, 3), measured(2, 2)));
    assertEquals(
        "{\"workload\": \"towers_64\", \"threads\": [1, 2], \"ms\": [4.0000, 2.0000],"
            + " \"speedup\": [1.000, 2.000]}",
        new Scaling("towers_64", List.of(1, 2), rounds).json());
  }

  @Test
  void everyWorkload_hasALineAndARow() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int threads = Tensors.numThreads();
    try {
      new Bench(name -> name.matches("chain_100|fan_200"), 1, 0.001)
          .scale(List.of(1, 2), new PrintStream(out), new PrintStream(err));
    } finally {
      Tensors.setNumThreads(threads);
    }
    String lines = out.toString(StandardCharsets.UTF_8);
    assertEquals(2, lines.lines().filter(l -> l.contains("\"threads\": [1, 2]")).count(), lines);
    String table = err.toString(StandardCharsets.UTF_8);
    assertEquals(3, table.lines().count(), table);
    assertTrue(table.contains("chain_100 "), table);
  }
}
