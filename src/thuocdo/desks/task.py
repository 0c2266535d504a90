"""One thing to do on a desk."""

from dataclasses import dataclass
from datetime import date

from thuocdo.kernel.dues import Due


@dataclass(frozen=True)
class Task:
    """One thing that waits for somebody; the row it stands for is behind `url`."""

    step: str
    subject: int
    title: str
    url: str
    button: str
    note: str = ""
    done: bool = False
    due: Due | None = None
    reminded: str = ""

    @property
    def order(self) -> tuple[bool, date]:
        return (self.done, self.due.last_day if self.due else date.max)
