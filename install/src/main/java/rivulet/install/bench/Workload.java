package rivulet.install.bench;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// Something a user computes over and over.
///
/// @param name PyTorch's side calls it the same
/// @param make draws weights and inputs, in the order of PyTorch's side, and gives a step, whose
///   value both sides must agree on
record Workload(String name, Supplier<DoubleSupplier> make) {}
