/// Jupyter's messages as records, one file a family, and their form on the wire.
@NullMarked
package rivulet.kernel.protocol;

import org.jspecify.annotations.NullMarked;
