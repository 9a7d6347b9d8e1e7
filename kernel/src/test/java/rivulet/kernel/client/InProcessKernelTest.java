package rivulet.kernel.client;

import rivulet.kernel.session.Kernel;
import rivulet.kernel.session.Transport;

/// The cases without sockets.
class InProcessKernelTest extends KernelCases {
  private final InProcessLink link = new InProcessLink();

  @Override
  Transport open() {
    return link;
  }

  @Override
  Link connect(Kernel made) {
    link.connect(made);
    return link;
  }

  @Override
  void closeTransport() {}
}
