"""Ask one of the bundle's own Workers in Chromium, under the content security policy of the pages.

Run as a program of its own (two playwrights in one process disturb each other): JSON in, JSON out.
In: {"chromium": path, "worker": its file, "asked": [what the worker is asked, ...]}. Out: [{"answer": ..., "ms": ...}, ...].
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

import thuocdo.ballots

BUNDLE = Path(thuocdo.ballots.__file__).parent / "static/ballots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
ASK = """async ({ worker: file, asked }) => {
    const worker = new Worker(`/${file}`, { type: "module" });
    const found = [];
    for (const one of asked) {
        const begun = performance.now();
        const answer = await new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = (event) => reject(new Error(event.message));
            worker.postMessage(one);
        });
        found.push({ answer, ms: performance.now() - begun });
    }
    worker.terminate();
    return found;
}"""


class Bundle(SimpleHTTPRequestHandler):
    """The bundle's files, and one empty page."""

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; worker-src 'self'"
        )
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Phi\xe1\xba\xbfu</title>")

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Bundle, directory=BUNDLE))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def main() -> None:
    told = json.load(sys.stdin)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=told["chromium"], args=FLAGS)
        page = browser.new_page()
        page.goto(address)
        json.dump(page.evaluate(ASK, told), sys.stdout)
        browser.close()


if __name__ == "__main__":
    main()
