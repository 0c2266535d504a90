"""What a page showed goes back with it, so that of two who write at once none overwrites the other unseen."""

from hashlib import sha256

from .findings import Finding


def stamp(*shown: object) -> str:
    """A short name of what a page shows of something that can be rewritten."""
    return sha256(repr(shown).encode()).hexdigest()[:16]


def overtaken(seen: str | None, *stands: object) -> list[Finding]:
    """Somebody wrote since the page was opened. None: who acts has no page."""
    return [] if seen is None or seen == stamp(*stands) else [Finding("page.overtaken")]
