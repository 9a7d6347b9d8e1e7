package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// What a pass could share.
class PlanTest {
  private final TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);

  private static Plan<Long> plan(Node<Long> root) {
    return new Plan<>(Passes.longs(root, 1));
  }

  private static TestNode<Long> node(long cost, Node<Long> next) {
    return TestNode.<Long>sum("Node", next).costs(cost);
  }

  @Test
  void aChain_hasNothingToShare() {
    Plan<Long> plan = plan(node(30, node(20, node(10, leaf))));
    assertFalse(plan.hasBranches());
    assertEquals(60, plan.cost());
    assertEquals(0, plan.spare());
  }

  @Test
  void besideTheLongestPath_theOthersAreSpare() {
    TestNode<Long> longer = node(100, node(50, leaf));
    TestNode<Long> shorter = node(70, leaf);
    Plan<Long> plan = plan(TestNode.sum("Sum", shorter, longer, node(5, leaf)).costs(10));
    assertTrue(plan.hasBranches());
    assertEquals(235, plan.cost());
    assertEquals(75, plan.spare());
  }

  @Test
  void pathsThatMeet_goOnAfterTheLonger() {
    TestNode<Long> last = node(40, leaf);
    TestNode<Long> root = TestNode.sum("Sum", node(10, last), node(30, last));
    assertEquals(10, plan(root).spare());
  }

  @Test
  void ofANodeInParts_allButTheCostliestAreSpare() {
    TestNode<Long> root = TestNode.sum("Parts", leaf, leaf).parts(3).costs(20);
    assertTrue(plan(root).hasBranches());
    assertEquals(40, plan(root).spare());
  }
}
