/** Ways to servers: which addresses may be reached, who vouches for them, and by which detour. */
@NullMarked
package dev.gitsync.adapters.git.net;

import org.jspecify.annotations.NullMarked;
