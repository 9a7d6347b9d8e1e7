/// Optimizers: how parameters follow their gradients. As `torch.optim`.
@NullMarked
package rivulet.optim;

import org.jspecify.annotations.NullMarked;
