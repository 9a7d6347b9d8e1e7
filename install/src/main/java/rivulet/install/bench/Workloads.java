package rivulet.install.bench;

import java.util.ArrayList;
import java.util.List;

/// All workloads, in their order.
final class Workloads {
  private Workloads() {}

  static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    all.add(new Workload("scalar_descent", SmallWorkloads::scalarDescent));
    all.add(new Workload("polynomial", SmallWorkloads::polynomial));
    all.addAll(Trainings.all());
    for (int n : new int[] {32, 64, 128, 256}) {
      all.add(new Workload("towers_" + n, () -> SmallWorkloads.towers(n)));
    }
    for (int n : new int[] {1000, 100_000, 4_000_000}) {
      all.add(new Workload("elementwise_" + n, () -> SmallWorkloads.elementwise(n)));
    }
    for (int n : new int[] {100, 10_000, 100_000}) {
      all.add(new Workload("chain_" + n, () -> SmallWorkloads.chain(n)));
    }
    all.add(new Workload("fan_200", () -> SmallWorkloads.fan(200)));
    return all;
  }
}
