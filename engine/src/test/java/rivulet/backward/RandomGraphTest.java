package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class RandomGraphTest {
  private static final int GRAPHS = 1000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 8})
  void sharedPasses_haveTheBitsAndTheCommitOrderOfTheSequentialWalk(int workers) {
    long seed = new Random().nextLong();
    System.out.println("RandomGraphTest seed " + seed + ", workers " + workers);
    Scheduler scheduler = Passes.forced(workers);
    for (int i = 0; i < GRAPHS; i++) {
      RandomGraph graph = new RandomGraph(seed + i, i % 4 == 0);
      Pass<Double> pass = graph.pass();
      String expected = graph.takeResult(SequentialWalk.run(pass));
      List<Integer> applied = applied(graph);
      String actual = graph.takeResult(scheduler.run(pass));
      assertEquals(expected, actual, "graph of seed " + (seed + i));
      assertEquals(twice(applied), applied(graph), "graph of seed " + (seed + i));
    }
  }

  private static List<Integer> applied(RandomGraph graph) {
    List<Integer> counts = new ArrayList<>();
    graph.nodes.forEach(node -> counts.add(node.applied.get() + 1000 * node.finished.get()));
    return counts;
  }

  private static List<Integer> twice(List<Integer> counts) {
    return counts.stream().map(count -> 2 * count).toList();
  }
}
