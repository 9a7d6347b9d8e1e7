/// Tests of optimizers.
@NullMarked
package rivulet.optim;

import org.jspecify.annotations.NullMarked;
