/// Arrays without gradients: dtypes, shapes, strided storage and the loops over it.
@NullMarked
package rivulet.array;

import org.jspecify.annotations.NullMarked;
