/// Tests of the workloads.
@NullMarked
package rivulet.install.bench;

import org.jspecify.annotations.NullMarked;
