/// What notebooks that were written for Rapaio's kernel know of its functions.
@NullMarked
package org.rapaio.jupyter.kernel.global;

import org.jspecify.annotations.NullMarked;
