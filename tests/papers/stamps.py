"""A time-stamping authority on this machine, and ones that fail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from asn1crypto import tsp
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.timestamps import DummyTimeStamper

from .keys import key_and_certificate

NAME = "Nơi cấp dấu thời gian"


def granted(asked: bytes) -> bytes:
    """What an authority answers."""
    return _answer(tsp.TimeStampReq.load(asked))


def refused(asked: bytes) -> bytes:
    return tsp.TimeStampResp({"status": {"status": "rejection"}}).dump()


def about_another(asked: bytes) -> bytes:
    """A good stamp upon other bytes."""
    request = tsp.TimeStampReq.load(asked)
    request["message_imprint"]["hashed_message"] = b"\1" * 32
    return _answer(request)


def nonsense(asked: bytes) -> bytes:
    return b"<html>Bad gateway</html>"


def _answer(request: tsp.TimeStampReq) -> bytes:
    key, certificate = key_and_certificate(NAME, stamps=True)
    der = serialization.Encoding.DER
    stamper = DummyTimeStamper(
        Certificate.load(certificate.public_bytes(der)),
        PrivateKeyInfo.load(
            key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        ),
    )
    return stamper.request_tsa_response(request).dump()


@contextmanager
def authority(answers: Callable[[bytes], bytes] = granted) -> Iterator[str]:
    """Serve while the block runs; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = answers(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
