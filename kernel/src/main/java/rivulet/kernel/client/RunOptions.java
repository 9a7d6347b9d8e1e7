package rivulet.kernel.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a notebook is run.
///
/// @param notebook the notebook; never written
/// @param output where the executed notebook goes; null for nowhere
/// @param timeout how long one cell may run; null for as long as it likes
/// @param allowErrors whether to go on after a failing cell
/// @param kernel the kernel's command line; `{connection_file}` stands for the file
/// @param colors whether tracebacks keep their colours
public record RunOptions(
    Path notebook,
    @Nullable Path output,
    @Nullable Duration timeout,
    boolean allowErrors,
    List<String> kernel,
    boolean colors) {}
