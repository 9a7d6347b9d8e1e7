package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CaptureTest {
  private final TestLeaf<Long> a = new TestLeaf<>("a", Passes.LONGS);
  private final TestLeaf<Long> b = new TestLeaf<>("b", Passes.LONGS);
  private final TestNode<Long> inner = scale("Inner", 3, a);
  private final TestNode<Long> aside = scale("Aside", 5, b);
  private final TestNode<Long> root = TestNode.sum("Sum", inner, aside, inner);

  private static TestNode<Long> scale(String name, long factor, Node<Long> next) {
    return TestNode.of(
        name,
        (part, step) -> {
          Long gradient = step.gradient(0);
          step.emit(0, gradient == null ? null : gradient * factor, true);
        },
        next);
  }

  private static Pass.Edge<Long> edge(Node<Long> node) {
    return new Pass.Edge<>(node, 0);
  }

  private List<@Nullable Long> capture(int workers, List<Pass.Edge<Long>> captures) {
    List<Pass.Root<Long>> roots = List.of(new Pass.Root<>(edge(root), 1L));
    return Passes.forced(workers)
        .run(new Pass<>(roots, captures, false, Passes.LONGS, Pass.Mode.NONE, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void capturedNode_isPreparedButNotApplied(int workers) {
    inner.prepare(step -> step.replace(0, 10L));
    assertEquals(List.of(10L), capture(workers, List.of(edge(inner))));
    assertEquals(0, inner.applied.get());
    assertEquals(0, inner.released.get());
    assertEquals(1, root.released.get());
    assertEquals(0, aside.applied.get(), "nothing was captured there");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void capturedNode_isApplied_ifAnotherCaptureLiesBeyond(int workers) {
    assertEquals(List.of(6L, 2L), capture(workers, List.of(edge(a), edge(inner))));
    assertEquals(1, inner.applied.get());
    assertNull(a.grad, "captures are not committed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void captures_mayBeRootsLeavesAndTheSameTwice(int workers) {
    a.prepare(step -> step.replace(0, 7L));
    List<Pass.Edge<Long>> captures = List.of(edge(root), edge(a), edge(root));
    assertEquals(List.of(1L, 7L, 1L), capture(workers, captures));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void captureOutsideTheGraph_isNull(int workers) {
    TestLeaf<Long> elsewhere = new TestLeaf<>("c", Passes.LONGS);
    assertEquals(Arrays.asList(null, 5L), capture(workers, List.of(edge(elsewhere), edge(b))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void needs_isTrueOnlyTowardsACapture(int workers) {
    List<Boolean> needs = new ArrayList<>();
    root.prepare(step -> List.of(0, 1, 2).forEach(input -> needs.add(step.needs(input))));
    capture(workers, List.of(edge(b)));
    assertEquals(List.of(false, true, false), needs);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void leafAsRoot_andAnEdgeThatIsARootTwice(int workers) {
    List<Pass.Root<Long>> roots =
        List.of(
            new Pass.Root<>(edge(a), 100L),
            new Pass.Root<>(edge(inner), 2L),
            new Pass.Root<>(edge(inner), 5L));
    List<@Nullable Long> captured =
        Passes.forced(workers).run(Passes.of(roots, null, Passes.LONGS));
    assertEquals(List.of(), captured);
    assertEquals(100L + 3 * 7, a.grad);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void undefinedGradients_passThroughWithoutApply(int workers) {
    TestNode<Long> silent = TestNode.of("Silent", (part, step) -> {}, inner, aside);
    List<Pass.Root<Long>> roots = List.of(new Pass.Root<>(edge(silent), 1L));
    Passes.forced(workers).run(new Pass<>(roots, null, false, Passes.LONGS, Pass.Mode.NONE, null));
    assertEquals(1, silent.applied.get());
    assertEquals(0, inner.applied.get());
    assertEquals(1, inner.finished.get());
    assertEquals(1, inner.released.get());
    assertNull(a.grad);
    assertNull(b.grad);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void hook_mayReplaceAnUndefinedGradient(int workers) {
    TestNode<Long> silent = TestNode.of("Silent", (part, step) -> {}, inner);
    inner.prepare(step -> step.replace(0, 4L));
    Passes.forced(workers).run(Passes.longs(silent, 1));
    assertEquals(12L, a.grad);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void keptGraph_isNotReleased(int workers) {
    Passes.forced(workers).run(Passes.longs(root, 1));
    assertFalse(inner.released.get() > 0);
    assertEquals(6L, a.grad);
  }
}
