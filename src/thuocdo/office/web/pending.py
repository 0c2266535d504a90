"""The list that was looked at but not yet confirmed: one for each login, kept on the server."""

import hashlib
from dataclasses import asdict, dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest

from thuocdo.kernel.findings import Finding, Refused

from ..rules import Choices

_KEY = "staff_list"


@dataclass(frozen=True)
class Pending:
    path: str
    file_name: str
    choices: Choices

    @property
    def data(self) -> bytes:
        with default_storage.open(self.path) as file:
            return file.read()


def keep(request: HttpRequest, data: bytes, file_name: str, choices: Choices) -> None:
    """Keep the list until it is confirmed or another takes its place."""
    forget(request)
    path = f"imports/{request.actor.person_id}-{hashlib.sha256(data).hexdigest()}"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(data))
    request.session[_KEY] = {"path": path, "file_name": file_name, "choices": asdict(choices)}


def pending_in(request: HttpRequest) -> Pending | None:
    kept = request.session.get(_KEY)
    if not kept or not default_storage.exists(kept["path"]):
        return None
    return Pending(kept["path"], kept["file_name"], Choices(**kept["choices"]))


def pending_or_refuse(request: HttpRequest) -> Pending:
    """The list under way; refused where there is none (confirmed already, or replaced)."""
    if pending := pending_in(request):
        return pending
    raise Refused([Finding("office.pending_gone")])


def forget(request: HttpRequest) -> None:
    if kept := request.session.pop(_KEY, None):
        default_storage.delete(kept["path"])
