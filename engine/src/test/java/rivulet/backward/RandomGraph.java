package rivulet.backward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A graph of random shape and random weights: fan-in and fan-out, several outputs, parts,
/// undefined gradients, gradients emitted in any order, nodes that take a while, nodes that read
/// the values of leaves.
final class RandomGraph {
  private final Random random;
  private final boolean slow;
  private final List<Pass.Edge<Double>> edges = new ArrayList<>();
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final List<TestLeaf<Double>> leaves = new ArrayList<>();
  final List<TestNode<Double>> nodes = new ArrayList<>();

  /// By leaf, what nodes read.
  final double[] values;

  RandomGraph(long seed, boolean slow) {
    this.random = new Random(seed);
    this.slow = slow;
    int leafCount = 1 + random.nextInt(6);
    for (int i = 0; i < leafCount; i++) {
      TestLeaf<Double> leaf = new TestLeaf<>("leaf" + i, Passes.DOUBLES, log);
      leaves.add(leaf);
      edges.add(new Pass.Edge<>(leaf, 0));
    }
    values = random.doubles(leafCount, 0.5, 2).toArray();
    int nodeCount = 1 + random.nextInt(40);
    for (int i = 0; i < nodeCount; i++) {
      addNode(i);
    }
  }

  private void addNode(int index) {
    int inputs = 1 + random.nextInt(4);
    List<Pass.Edge<Double>> from = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      int recent = random.nextBoolean() ? Math.max(0, edges.size() - 5) : 0;
      from.add(edges.get(recent + random.nextInt(edges.size() - recent)));
    }
    int outputs = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
    int parts = 1 + random.nextInt(inputs);
    int[] read = random.ints(random.nextInt(3), 0, values.length).toArray();
    TestNode<Double> node = TestNode.on("node" + index, from, body(inputs, outputs, parts, read));
    node.outputs(outputs).parts(parts);
    if (random.nextInt(40) != 0) {
      node.reads(Arrays.stream(read).mapToObj(leaves::get).toArray());
    }
    nodes.add(node);
    for (int output = 0; output < outputs; output++) {
      edges.add(new Pass.Edge<>(node, output));
    }
  }

  private TestNode.Body<Double> body(int inputs, int outputs, int parts, int[] read) {
    double[][] weights = new double[inputs][outputs];
    Arrays.stream(weights).forEach(row -> Arrays.setAll(row, o -> random.nextGaussian()));
    boolean[] undefined = new boolean[inputs];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      undefined[i] = random.nextInt(12) == 0;
      order.add(i);
    }
    Collections.shuffle(order, random);
    int pause = slow && random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0;
    return (part, step) -> {
      spin(pause);
      for (int input : order) {
        if (input % parts == part && step.needs(input)) {
          emit(step, input, weights[input], undefined[input], product(read));
        }
      }
    };
  }

  private double product(int[] read) {
    return Arrays.stream(read).mapToDouble(leaf -> values[leaf]).reduce(1, (a, b) -> a * b);
  }

  private static void emit(
      Step<Double> step, int input, double[] weights, boolean undefined, double factor) {
    double gradient = 0;
    for (int output = 0; output < weights.length; output++) {
      Double arrived = step.gradient(output);
      gradient += arrived == null ? 0 : arrived * weights[output];
    }
    if (!undefined) {
      step.emit(input, gradient * factor, true);
    }
  }

  private static void spin(int micros) {
    long end = System.nanoTime() + 1000L * micros;
    while (micros > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /// One to three roots and, in one case of three, captures.
  Pass<Double> pass() {
    List<Pass.Root<Double>> roots = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      roots.add(new Pass.Root<>(randomEdge(), random.nextGaussian()));
    }
    roots.add(new Pass.Root<>(new Pass.Edge<>(nodes.getLast(), 0), random.nextGaussian()));
    return Passes.of(roots, random.nextInt(3) == 0 ? captures() : null, Passes.DOUBLES);
  }

  private List<Pass.Edge<Double>> captures() {
    List<Pass.Edge<Double>> captures = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      captures.add(randomEdge());
    }
    return captures;
  }

  /// Makes a few nodes and a leaf throw from now on.
  void breakSome() {
    for (int i = 0; i < 3; i++) {
      TestNode<Double> node = nodes.get(random.nextInt(nodes.size()));
      node.prepare(step -> fail(node));
    }
    TestLeaf<Double> leaf = leaves.get(random.nextInt(leaves.size()));
    leaf.prepare(step -> fail(leaf));
  }

  private static void fail(Node<Double> node) {
    throw new IllegalStateException("broken " + node.name());
  }

  private Pass.Edge<Double> randomEdge() {
    return edges.get(random.nextInt(edges.size()));
  }

  /// What the leaves hold, in bits, and the order in which they got it; starts afresh after.
  String takeResult(List<@Nullable Double> captured) {
    StringBuilder text = new StringBuilder();
    captured.forEach(gradient -> text.append(bits(gradient)).append(' '));
    leaves.forEach(leaf -> text.append(bits(leaf.grad)).append(' '));
    text.append(log);
    log.clear();
    leaves.forEach(leaf -> leaf.grad = null);
    return text.toString();
  }

  private static String bits(@Nullable Double value) {
    return value == null ? "null" : Long.toHexString(Double.doubleToRawLongBits(value));
  }
}
