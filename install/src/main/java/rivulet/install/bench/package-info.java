/// The workloads that the engine is measured on, beside PyTorch.
@NullMarked
package rivulet.install.bench;

import org.jspecify.annotations.NullMarked;
