package rivulet.backward;

/// Decides by estimated cost whether a pass is worth another thread.
///
/// A shared pass costs about 5 µs more than a private one while a worker is awake, and nearly 100
/// µs more when one must be woken. Passes in between run alone, but where they come in a row they
/// wake a worker for the next.
final class SharingPolicy {
  /// The thresholds as measured with two branches of equal cost on two cores.
  static SharingPolicy measured() {
    return new SharingPolicy(15_000, 400_000, 10_000);
  }

  /// Shares whatever can be shared.
  static SharingPolicy always() {
    return new SharingPolicy(0, 0, 0);
  }

  private final long paysAwake;
  private final long paysAsleep;
  private final long partPays;
  private volatile long lastBetween = System.nanoTime();

  private SharingPolicy(long paysAwake, long paysAsleep, long partPays) {
    this.paysAwake = paysAwake;
    this.paysAsleep = paysAsleep;
    this.partPays = partPays;
  }

  /// Whether a pass of this cost may be worth sharing, if its branches are equal.
  boolean mayShare(long cost) {
    return cost >= paysAwake;
  }

  /// Whether to share two branches, or a loop, that are estimated at `cost` nanoseconds together.
  boolean shares(long cost, HelpingExecutor executor) {
    if (!mayShare(cost)) {
      return false;
    }
    if (cost >= paysAsleep || executor.hasHelperAwake()) {
      return true;
    }
    long now = System.nanoTime();
    if (now - lastBetween < Worker.SPIN_NANOS) {
      executor.wakeWorker();
    }
    lastBetween = now;
    return false;
  }

  /// How many workers a loop over blocks is worth waking.
  long wakes(long nanos) {
    return paysAsleep == 0 ? Long.MAX_VALUE : nanos / paysAsleep;
  }

  /// Whether the parts of a node are worth separate branches: the two costliest must be.
  boolean splits(Node<?> node) {
    int worth = 0;
    for (int part = 0; part < node.parts() && worth < 2; part++) {
      worth += paysApart(node.cost(part)) ? 1 : 0;
    }
    return worth == 2;
  }

  /// Whether work of this cost is worth a branch of its own.
  boolean paysApart(long cost) {
    return cost >= partPays;
  }
}
