/// A Jupyter client of the kernel's own: what drives it headless and in tests.
@NullMarked
package rivulet.kernel.client;

import org.jspecify.annotations.NullMarked;
