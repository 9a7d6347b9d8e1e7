/// Modules: layers with their parameters, and what is built of them. As `torch.nn`.
@NullMarked
package rivulet.nn;

import org.jspecify.annotations.NullMarked;
