/// The engine: tensors that record what is done to them, and their gradients.
@NullMarked
package rivulet;

import org.jspecify.annotations.NullMarked;
