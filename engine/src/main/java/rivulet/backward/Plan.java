package rivulet.backward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pass will do: the nodes it reaches, in the sequential order, and for each edge the slot
/// that its gradient fills at the other end.
///
/// Every edge leads from a higher to a lower sequence number, so descending sequence numbers are
/// the sequential order; a leaf comes straight after the last node that leads to it. Slots are
/// dealt out along that order, roots first. Nothing recurses.
///
/// @param <G> what flows along the edges
final class Plan<G> {
  private static final long LEAVES = 1L << 31;
  private static final int TAKEN = -1;

  private final Pass<G> pass;
  private static final Comparator<Visit<?>> BY_ORDER = Comparator.comparingLong(Visit::order);

  private final @Nullable Visit<G>[] roots;
  private final @Nullable Visit<G>[] captures;
  private final int[] rootSlots;
  private final int[] slots;
  private Visit<G>[] inner = array(4);
  private Visit<G>[] leaves = array(4);
  private @Nullable Visit<G>[] targets = array(8);
  private int count;
  private int leafCount;
  private int edges;
  private boolean isChain;
  private final @Nullable UpdatePlan<G> updates;

  Plan(Pass<G> pass) {
    this.pass = pass;
    this.roots = array(pass.roots().size());
    VisitTable<G> table = new VisitTable<>();
    discover(table);
    sort(inner, count);
    this.captures = captures(table);
    this.rootSlots = new int[roots.length];
    this.slots = new int[edges];
    this.isChain = roots.length == 1;
    dealToRoots();
    dealToEdges();
    this.updates = pass.captures() == null ? updates() : null;
  }

  private @Nullable UpdatePlan<G> updates() {
    LeafUpdates<G> rules = pass.updates();
    return rules == null
        ? null
        : new UpdatePlan<>(
            rules,
            Arrays.asList(leaves).subList(0, leafCount),
            Arrays.asList(inner).subList(0, count));
  }

  @SuppressWarnings("unchecked")
  private static <G> Visit<G>[] array(int length) {
    return (Visit<G>[]) new Visit<?>[length];
  }

  private void discover(VisitTable<G> table) {
    for (int i = 0; i < roots.length; i++) {
      roots[i] = reach(pass.roots().get(i).edge().node(), table);
    }
    for (int i = 0; i < count; i++) {
      follow(inner[i], table);
    }
  }

  private void follow(Visit<G> visit, VisitTable<G> table) {
    Node<G> node = visit.node;
    int inputs = node.inputs();
    if (edges + inputs > targets.length) {
      targets = Arrays.copyOf(targets, Math.max(edges + inputs, 2 * edges));
    }
    visit.edgesFrom(edges);
    for (int input = 0; input < inputs; input++) {
      Node<G> next = node.next(input);
      targets[edges++] = next == null ? null : reach(next, table);
    }
  }

  private Visit<G> reach(Node<G> node, VisitTable<G> table) {
    Visit<G> known = table.find(node);
    if (known != null) {
      return known;
    }
    Visit<G> visit = new Visit<>(node, this);
    table.add(visit);
    if (visit.isLeaf()) {
      leaves = append(visit, leaves, leafCount++);
    } else {
      inner = append(visit, inner, count++);
    }
    return visit;
  }

  private static <G> Visit<G>[] append(Visit<G> visit, Visit<G>[] visits, int count) {
    Visit<G>[] longEnough = count < visits.length ? visits : Arrays.copyOf(visits, 2 * count);
    longEnough[count] = visit;
    return longEnough;
  }

  /// Sorts what mostly is in order already.
  private static <G> void sort(Visit<G>[] visits, int count) {
    for (int i = 1; i < count; i++) {
      if (visits[i - 1].order() > visits[i].order()) {
        Arrays.sort(visits, 0, count, BY_ORDER);
        return;
      }
    }
  }

  private @Nullable Visit<G>[] captures(VisitTable<G> table) {
    List<Pass.Edge<G>> edges = pass.captures();
    @Nullable Visit<G>[] found = array(edges == null ? 0 : edges.size());
    for (int i = 0; edges != null && i < found.length; i++) {
      Visit<G> visit = table.find(edges.get(i).node());
      found[i] = visit;
      if (visit != null) {
        visit.capture();
      }
    }
    if (edges != null) {
      restrict();
    }
    return found;
  }

  /// Cuts off what leads to no capture, the inputs' side first.
  private void restrict() {
    for (int i = count - 1; i >= 0; i--) {
      inner[i].applyOnlyIf(keepNeededEdges(inner[i]));
    }
    for (int i = 0; i < roots.length; i++) {
      roots[i] = neededOrNull(roots[i]);
    }
  }

  private boolean keepNeededEdges(Visit<G> visit) {
    boolean any = false;
    int end = visit.firstEdge() + visit.node.inputs();
    for (int edge = visit.firstEdge(); edge < end; edge++) {
      targets[edge] = neededOrNull(targets[edge]);
      any |= targets[edge] != null;
    }
    return any;
  }

  private @Nullable Visit<G> neededOrNull(@Nullable Visit<G> visit) {
    return visit != null && visit.isNeeded() ? visit : null;
  }

  private void dealToRoots() {
    for (int i = 0; i < roots.length; i++) {
      Visit<G> root = roots[i];
      if (root != null) {
        rootSlots[i] = root.buffer(pass.roots().get(i).edge().output()).reserve();
        root.place(LEAVES + i);
      }
    }
  }

  private void dealToEdges() {
    for (int i = 0; i < count; i++) {
      Visit<G> visit = inner[i];
      visit.place((i + 1L) << 32);
      if (visit.applies()) {
        dealFrom(visit);
      }
    }
    for (int i = 0; i < count; i++) {
      inner[i].countMissing();
    }
  }

  private void dealFrom(Visit<G> visit) {
    Node<G> node = visit.node;
    int onwards = 0;
    for (int input = 0; input < node.inputs(); input++) {
      int edge = visit.firstEdge() + input;
      Visit<G> target = targets[edge];
      if (target != null) {
        slots[edge] = target.buffer(node.nextOutput(input)).reserve();
        if (target.isLeaf()) {
          target.place(visit.order() + LEAVES + input);
        } else {
          onwards++;
        }
      }
    }
    isChain &= onwards <= 1 && node.parts() == 1;
  }

  /// Whether there is ever more than one thing to do.
  boolean hasBranches() {
    return !isChain || updates != null;
  }

  /// The estimated cost of all of it, in nanoseconds.
  long cost() {
    long cost = 0;
    for (int i = 0; i < count; i++) {
      if (inner[i].applies()) {
        cost += cost(inner[i].node);
      }
    }
    return updates == null ? cost : cost + updates.cost();
  }

  static long cost(Node<?> node) {
    long cost = 0;
    for (int part = 0; part < node.parts(); part++) {
      cost += node.cost(part);
    }
    return cost;
  }

  /// What other threads could take off the first one at the most, in nanoseconds: the estimated
  /// cost of all but the longest path.
  long spare() {
    long[] before = new long[count];
    long longest = 0;
    for (int i = 0; i < count; i++) {
      if (inner[i].applies()) {
        long path = before[i] + greatestPart(inner[i].node);
        longest = Math.max(longest, path);
        extend(path, inner[i], before);
      }
    }
    return cost() - longest;
  }

  private static long greatestPart(Node<?> node) {
    long greatest = 0;
    for (int part = 0; part < node.parts(); part++) {
      greatest = Math.max(greatest, node.cost(part));
    }
    return greatest;
  }

  private void extend(long path, Visit<G> visit, long[] before) {
    int end = visit.firstEdge() + visit.node.inputs();
    for (int edge = visit.firstEdge(); edge < end; edge++) {
      Visit<G> target = targets[edge];
      if (target != null && !target.isLeaf()) {
        int index = (int) (target.order() >> 32) - 1;
        before[index] = Math.max(before[index], path);
      }
    }
  }

  /// Lets the first gradients arrive.
  void start(Branch<G> branch) {
    for (int i = 0; i < roots.length; i++) {
      Visit<G> visit = roots[i];
      if (visit != null) {
        Pass.Root<G> root = pass.roots().get(i);
        visit.arrive(root.edge().output(), rootSlots[i], secured(root.gradient()), false, branch);
      }
    }
  }

  /// A gradient that no change of a leaf reaches.
  G secured(G gradient) {
    return updates == null ? gradient : updates.secure(gradient);
  }

  /// Whether leaves are changed while the pass goes on.
  boolean updatesLeaves() {
    return updates != null;
  }

  /// Waits until no leaf is being changed, in a pass that has failed.
  void awaitUpdates() {
    if (updates != null) {
      updates.awaitEnd();
    }
  }

  @Nullable Visit<G> target(int edge) {
    return targets[edge];
  }

  /// The slot of an edge; negative if it was taken before.
  int takeSlot(int edge) {
    int slot = slots[edge];
    slots[edge] = TAKEN;
    return slot;
  }

  /// Gives every leaf what has arrived for it, in the order in which the sequential walk would have
  /// finished them.
  void commit() {
    sort(leaves, leafCount);
    for (int i = 0; i < leafCount; i++) {
      leaves[i].commit();
    }
  }

  /// The captured gradients.
  List<@Nullable G> captured() {
    List<Pass.Edge<G>> edges = pass.captures();
    if (edges == null) {
      return List.of();
    }
    List<@Nullable G> gradients = new ArrayList<>(captures.length);
    for (int i = 0; i < captures.length; i++) {
      Visit<G> visit = captures[i];
      gradients.add(visit == null ? null : visit.gradient(edges.get(i).output()));
    }
    return gradients;
  }
}
