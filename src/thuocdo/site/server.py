"""Serving: one process with several threads, because SQLite has one writer (docs/adr/0006)."""

import socket

from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

THREADS = 8


class Server(BaseApplication):
    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", f"127.0.0.1:{self.port}")
        self.cfg.set("workers", 1)
        self.cfg.set("threads", THREADS)
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("timeout", 120)
        self.cfg.set("loglevel", "warning")

    def load(self) -> WSGIHandler:
        from thuocdo.site.wsgi import application  # after the settings are chosen

        return application


def free_port(wanted: int) -> int:
    """The port wanted, or any free one where it is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise OSError("no free port")


def serve(port: int) -> int:
    Server(port).run()
    return 0
