package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Gradients that can be changed in place, watched for changes by somebody who may not.
@Timeout(120)
class OwnershipTest {
  private static final class Box {
    long value;

    Box(long value) {
      this.value = value;
    }
  }

  private record Seen(Box box, long value) {}

  private static Box add(Box left, boolean leftOwned, Box right) {
    if (leftOwned) {
      left.value += right.value;
      return left;
    }
    return new Box(left.value + right.value);
  }

  private final Queue<Seen> others = new ConcurrentLinkedQueue<>();

  private Node<Box> node(Random random, List<Node<Box>> before) {
    List<Pass.Edge<Box>> inputs = new ArrayList<>();
    boolean[] fresh = new boolean[1 + random.nextInt(4)];
    for (int i = 0; i < fresh.length; i++) {
      fresh[i] = random.nextBoolean();
      inputs.add(new Pass.Edge<>(before.get(random.nextInt(before.size())), 0));
    }
    return TestNode.on(
        "Boxes",
        inputs,
        (part, step) -> {
          Box mine = step.gradient(0);
          if (mine != null) {
            others.add(new Seen(mine, mine.value));
            for (int i = fresh.length - 1; i >= 0; i--) {
              step.emit(i, fresh[i] ? new Box(2 * mine.value) : mine, fresh[i]);
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void onlyOwnedGradients_areChangedInPlace(int workers) {
    long seed = new Random().nextLong();
    System.out.println("OwnershipTest seed " + seed);
    for (int i = 0; i < 300; i++) {
      Random random = new Random(seed + i);
      Node<Box> root = graph(random);
      Box gradient = new Box(1);
      others.add(new Seen(gradient, 1));
      Passes.forced(workers).run(Passes.of(root, gradient, OwnershipTest::add));
      for (Seen seen : others) {
        assertEquals(seen.value, seen.box.value, "graph of seed " + (seed + i));
      }
      others.clear();
    }
  }

  private Node<Box> graph(Random random) {
    List<Node<Box>> nodes = new ArrayList<>();
    nodes.add(new TestLeaf<>("leaf", OwnershipTest::add));
    nodes.add(new TestLeaf<>("leaf", OwnershipTest::add));
    for (int n = 0; n < 20; n++) {
      nodes.add(node(random, nodes));
    }
    return nodes.getLast();
  }

  private boolean ownedAtCommit(Node<Box> below, OwnedLeaf leaf) {
    Passes.forced(0).run(Passes.of(below, new Box(1), OwnershipTest::add));
    return leaf.owned;
  }

  private static final class OwnedLeaf extends Leaf<Box> {
    boolean owned;

    @Override
    protected void commit(Box total, boolean owned) {
      this.owned = owned;
    }

    @Override
    public String name() {
      return "leaf";
    }
  }

  @Test
  void leaf_ownsSumsAndFreshGradients_notWhatOthersSee() {
    OwnedLeaf leaf = new OwnedLeaf();
    assertFalse(ownedAtCommit(TestNode.sum("Sum", leaf), leaf));
    assertTrue(ownedAtCommit(TestNode.sum("Sum", leaf, leaf), leaf));
    TestNode.Body<Box> fresh = (part, step) -> step.emit(0, new Box(1), true);
    assertTrue(ownedAtCommit(TestNode.of("Fresh", fresh, leaf), leaf));
  }

  @Test
  void callersGradient_isNeverOwned() {
    OwnedLeaf leaf = new OwnedLeaf();
    assertFalse(ownedAtCommit(leaf, leaf));
  }
}
