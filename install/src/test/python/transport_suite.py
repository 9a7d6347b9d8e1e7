"""Every way to the kernel, by Jupyter's own client and pyzmq."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import zmq
from jupyter_client import BlockingKernelClient, KernelManager
from jupyter_client.kernelspec import get_kernel_spec
from jupyter_client.session import DELIM, Session

LONG = 60


class TransportTest(unittest.TestCase):
    def start(self, **options):
        manager = KernelManager(kernel_name="rivulet", **options)
        manager.start_kernel()
        self.addCleanup(manager.shutdown_kernel, now=True)
        return manager

    def client_of(self, manager):
        client = manager.client()
        client.start_channels()
        self.addCleanup(client.stop_channels)
        client.wait_for_ready(timeout=LONG)
        return client

    def value(self, client, code, **options):
        """What a cell shows as its value, and the reply."""
        values = []

        def take(message):
            if message["msg_type"] == "execute_result":
                values.append(message["content"]["data"]["text/plain"])

        reply = client.execute_interactive(code, timeout=LONG, output_hook=take, **options)
        self.assertEqual(reply["content"]["status"], "ok", reply["content"])
        return values

    def check_every_channel(self, client):
        self.assertEqual(self.value(client, "6 * 7"), ["42"])
        self.assertEqual(self.value(client, '"é".repeat(1_000_000).length()'), ["1000000"])
        ask = '"<" + new Scanner(System.in).nextLine() + ">"'
        answer = lambda message: client.input("typed")
        self.assertEqual(self.value(client, ask, stdin_hook=answer), ["<typed>"])
        info = client.session.msg("kernel_info_request")
        client.control_channel.send(info)
        reply = client.get_control_msg(timeout=LONG)
        self.assertEqual(reply["parent_header"]["msg_id"], info["header"]["msg_id"])
        client.hb_channel.unpause()
        self.assertTrue(client.is_alive())
        self.assertTrue(client.hb_channel.is_beating())

    def check_interrupt_and_end(self, manager, client):
        loop = client.execute("while (true) {}")
        while client.get_iopub_msg(timeout=LONG)["msg_type"] != "execute_input":
            pass
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=LONG)
        self.assertEqual(reply["parent_header"]["msg_id"], loop)
        self.assertEqual(reply["content"]["ename"], "Interrupted")
        manager.shutdown_kernel()
        self.assertFalse(manager.is_alive())

    def check(self, **options):
        manager = self.start(**options)
        client = self.client_of(manager)
        self.check_every_channel(client)
        self.check_interrupt_and_end(manager, client)
        return manager

    def test_tcp(self):
        self.check()

    def test_ipc(self):
        manager = self.check(transport="ipc")
        self.assertEqual(list(Path(manager.ip).parent.glob(Path(manager.ip).name + "-*")), [])

    def test_curve(self):
        self.check(transport_encryption="required")

    def test_curve_over_ipc(self):
        self.check(transport="ipc", transport_encryption="required")

    def test_curve_refuses_who_has_no_keys(self):
        manager = self.start(transport_encryption="required")
        self.client_of(manager)
        info = manager.get_connection_info()
        plain = BlockingKernelClient()
        plain.load_connection_info({k: v for k, v in info.items() if not k.startswith("curve")})
        plain.start_channels()
        self.addCleanup(plain.stop_channels)
        plain.kernel_info()
        self.assertFalse(plain.shell_channel.socket.poll(2000))

    def register(self, folder):
        """Starts a kernel that picks its ports, and takes them as the handshake has it."""
        session = Session(key=b"a key of the test's")
        context = zmq.Context()
        self.addCleanup(context.term)
        socket = context.socket(zmq.ROUTER)
        port = socket.bind_to_random_port("tcp://127.0.0.1")
        registration = {
            "kernel_id": "one",
            "transport": "tcp",
            "registration_ip": "127.0.0.1",
            "registration_port": port,
            "signature_scheme": "hmac-sha256",
            "key": session.key.decode(),
        }
        file = Path(folder, "registration.json")
        file.write_text(json.dumps(registration))
        spec = get_kernel_spec("rivulet")
        words = [word.replace("{connection_file}", str(file)) for word in spec.argv]
        kernel = subprocess.Popen(words, env=os.environ | spec.env)
        self.addCleanup(kernel.wait, LONG)
        self.addCleanup(kernel.kill)
        self.assertTrue(socket.poll(LONG * 1000))
        identity, delimiter, signature, content = socket.recv_multipart()
        self.assertEqual(delimiter, DELIM)
        self.assertEqual(signature, session.sign([content]))
        answer = session.pack({"status": "ok"})
        socket.send_multipart([identity, DELIM, session.sign([answer]), answer])
        self.addCleanup(socket.close)
        return kernel, registration, json.loads(content)

    def test_registration(self):
        with tempfile.TemporaryDirectory() as folder:
            kernel, registration, told = self.register(folder)
        self.assertEqual(told.pop("kernel_id"), "one")
        ports = {name: int(port) for name, port in told.items()}
        client = BlockingKernelClient()
        client.load_connection_info(
            ports | {"ip": "127.0.0.1", "transport": "tcp", "key": registration["key"]}
        )
        client.start_channels()
        self.addCleanup(client.stop_channels)
        client.wait_for_ready(timeout=LONG)
        self.check_every_channel(client)
        client.shutdown()
        self.assertEqual(kernel.wait(LONG), 0)
