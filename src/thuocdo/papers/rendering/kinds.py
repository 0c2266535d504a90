"""Kinds of paper as the pack holds them: `papers/<kind>/<edition>/{paper.yaml, body.xml, sample*.yaml}`."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Template

from . import docx, pdf
from .blocks import Document
from .errors import PaperError
from .facts import facts_of
from .layout import laid_out
from .markup import environment, included, tree_of
from .phrases import Phrase, phrases_of, reworded
from .profiles import Profile, load_profile
from .text import plain_text
from .word import Fact, Seen, WordTemplate, compiled, fact_tree, looked_over

_WANTED = {"kind", "edition", "title_vi", "profile", "orientation", "symbol_type", "sheet", "keys", "sources"}
_OPTIONAL = {"signer", "recipients", "plan", "optional_keys"}
_SOURCE = {"act", "label", "clause", "status", "note", "profile"}
_RESERVED = {"ending", "draft_sources"}


@dataclass(frozen=True)
class Source:
    """Where a paper's form and wording stand, how well that is known, and for which layout (empty: for each)."""

    act: str
    label: str
    clause: str
    status: str
    note: str = ""
    profile: str = ""

    def __str__(self) -> str:
        known = {
            "assumed": "phỏng theo, chưa có văn bản gốc",
            "secondary": "theo bản sao, chưa đối chiếu văn bản gốc",
        }
        where = f"{self.clause}, {self.label}" if self.clause else self.label
        return f"{where} ({known[self.status]})" if self.status in known else where


@dataclass(frozen=True)
class PaperKind:
    """One kind of official paper in one edition, ready to render. Keep it: loading reads and compiles files."""

    kind: str
    edition: str
    title_vi: str
    landscape: bool
    symbol_type: str
    sheet: str
    keys: Mapping[str, str]
    sources: tuple[Source, ...]
    profiles: Mapping[str, Profile]
    fixed_profile: str | None
    template_digest: str
    template: Template
    folder: Path
    shared: tuple[str, ...]  # parts that other templates take in too
    details: Mapping[str, Any]
    word: WordTemplate | None = None  # the agency's own file, from which the DOCX is made

    @cached_property
    def facts(self) -> Fact:
        """Everything that its sheets tell."""
        return fact_tree(self)

    @cached_property
    def sheet_keys(self) -> frozenset[str]:
        """The outermost keys of the sheet; `persons[].remarks` in the description speaks of `persons`."""
        return _outermost(self.keys)

    @cached_property
    def optional_keys(self) -> frozenset[str]:
        """Keys that a sheet may leave out: the template then finds nothing there."""
        return _outermost(self.details.get("optional_keys", {}))

    def unproven(self, profile: Profile, own: Sequence[str] | None = None) -> list[str]:
        """What a paper in this layout rests on that was not read in the original: a draft names it.

        `own`: what the facts themselves name, where one template serves many forms.
        """
        names = (
            list(own)
            if own is not None
            else [
                str(source)
                for source in self.sources
                if source.status != "confirmed" and source.profile in ("", profile.name)
            ]
        )
        if any(item.status == "secondary" for item in profile.items.values()):
            names.append(f"{profile.title_vi}, {profile.label} (theo bản sao, chưa đối chiếu văn bản gốc)")
        return names

    def profile_of(self, facts: Mapping[str, Any]) -> Profile:
        name = self.fixed_profile or facts["profile"]
        if name not in self.profiles:
            raise PaperError(f"{self.kind}: no layout profile “{name}”")
        return self.profiles[name]

    def phrases(self) -> list[Phrase]:
        """The pack's own words, piece by piece; last those of shared parts."""
        found = phrases_of((self.folder / "body.xml").read_text("utf-8"))
        parts = _shared_parts(self.folder.parent.parent)
        return found + [phrase for name in self.shared for phrase in phrases_of(parts[name], name)]

    def samples(self) -> dict[str, Any]:
        """Made-up facts by name: "sample", and more where the kind has several faces."""
        return {
            path.stem: facts_of(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
            for path in sorted(self.folder.glob("sample*.yaml"))
        }


@dataclass(frozen=True)
class Rendered:
    """A finished paper."""

    docx: bytes
    pdf: bytes
    text: str
    template_digest: str


def edition_for(root: Path, kind: str, year: str) -> str:
    """The newest template of a kind that is not later than the year."""
    editions = sorted(path.name for path in (root / "papers" / kind).iterdir() if path.is_dir())
    return max((edition for edition in editions if edition <= year), default=editions[0])


def load_kind(root: Path, kind: str, edition: str, said: Mapping[str, str] | None = None) -> PaperKind:
    """Read one kind of paper from the pack under `root`; `PaperError` when its files contradict themselves.

    `said`: phrases that an agency puts in its own words, by key (see `phrases`).
    """
    folder = root / "papers" / kind / edition
    described, body = (folder / "paper.yaml").read_bytes(), (folder / "body.xml").read_text("utf-8")
    data = yaml.load(described, Loader=yaml.CSafeLoader)
    _check_description(data, kind, edition)
    parts = _shared_parts(root / "papers")
    if said:
        body = reworded(body, said)
        parts = {name: reworded(part, said, name) for name, part in parts.items()}
    env = environment({**parts, "body.xml": body})
    fixed = data["profile"] if isinstance(data["profile"], str) else None
    names = [fixed] if fixed else data["profile"]  # among several the sheet chooses
    profiles = {name: load_profile(root, name) for name in names}
    shared = _used_parts(env, parts, body)
    digest = _digest(
        described,
        body.encode(),
        *(name.encode() + b"\0" + parts[name].encode() for name in shared),
        *(p.source for p in profiles.values()),
    )
    return PaperKind(
        kind=kind,
        edition=edition,
        title_vi=data["title_vi"],
        landscape=data["orientation"] == "landscape",
        symbol_type=data["symbol_type"] or "",
        sheet=data["sheet"],
        keys=data["keys"],
        sources=tuple(Source(**source) for source in data["sources"]),
        profiles=profiles,
        fixed_profile=fixed,
        template_digest=digest,
        template=env.get_template("body.xml"),
        folder=folder,
        shared=tuple(shared),
        details={key: data[key] for key in _OPTIONAL & data.keys()},
    )


def kinds_in(root: Path) -> list[tuple[str, str]]:
    """Every (kind, edition) that the pack holds, in order."""
    return sorted(
        (path.parent.parent.name, path.parent.name) for path in (root / "papers").glob("[!_]*/*/paper.yaml")
    )


def _check_description(data: Mapping[str, Any], kind: str, edition: str) -> None:
    where = f"{kind}/{edition}/paper.yaml"
    if lacking := _WANTED - data.keys():
        raise PaperError(f"{where} lacks {', '.join(sorted(lacking))}")
    if unknown := data.keys() - _WANTED - _OPTIONAL:
        raise PaperError(f"{where}: unknown {', '.join(sorted(unknown))}")
    if (data["kind"], str(data["edition"])) != (kind, edition):
        raise PaperError(f"{where} describes {data['kind']}/{data['edition']}")
    if taken := _RESERVED & {*data["keys"], *data.get("optional_keys", {})}:
        raise PaperError(f"{where}: {', '.join(sorted(taken))} is the program's own word")
    if data["orientation"] not in ("portrait", "landscape"):
        raise PaperError(f"{where}: orientation is portrait or landscape")
    for source in data["sources"]:
        if not {"act", "label", "clause", "status"} <= source.keys() <= _SOURCE:
            raise PaperError(f"{where}: a source needs act, label, clause, status")


def _outermost(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key.partition("[")[0].partition(".")[0] for key in keys)


def _shared_parts(papers: Path) -> dict[str, str]:
    return {
        f"_parts/{path.name}": path.read_text("utf-8") for path in sorted((papers / "_parts").glob("*.xml"))
    }


def _used_parts(env: Any, parts: Mapping[str, str], source: str) -> list[str]:
    """Names of the parts that a template takes in, directly or through others."""
    seen: dict[str, None] = {}
    waiting = included(env, source)
    while waiting:
        name = waiting.pop()
        if name not in parts:
            raise PaperError(f"the template includes “{name}”, which is not among the parts")
        if name not in seen:
            seen[name] = None
            waiting += included(env, parts[name])
    return sorted(seen)


def _digest(*pieces: bytes) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()


def in_word(kind: PaperKind, data: bytes) -> PaperKind:
    """The kind with its DOCX made from an agency's own file; its PDF and text stay those of the pack."""
    return replace(kind, word=compiled(data), template_digest=digest_in_word(kind.template_digest, data))


def digest_in_word(digest: str, data: bytes) -> str:
    """The digest of a template together with an agency's own file."""
    return _digest(digest.encode(), data)


def look_over(kind: PaperKind, data: bytes) -> Seen:
    """Whether an agency's file can serve the kind; `Refused` where it cannot even be opened."""
    return looked_over(compiled(data), kind.facts, kind.optional_keys)


def _checked_facts(kind: PaperKind, sheet: Any) -> dict[str, Any]:
    """The facts of a sheet: the keys of the kind, all but the optional ones, and no others."""
    facts: dict[str, Any] = dict.fromkeys(kind.optional_keys) | facts_of(sheet)
    if wrong := (kind.sheet_keys | kind.optional_keys) ^ facts.keys():
        raise PaperError(f"{kind.kind}: sheet keys missing or unknown: {', '.join(sorted(wrong))}")
    return facts


def compose(kind: PaperKind, sheet: Any) -> Document:
    """The laid-out paper from the sheet's facts: the common ground of DOCX, PDF and text.

    `PaperError` names keys of the sheet that are missing or unknown.
    """
    return _composed(kind, _checked_facts(kind, sheet))


def _composed(kind: PaperKind, facts: dict[str, Any]) -> Document:
    profile = kind.profile_of(facts)
    known = {"ending": profile.look.ending, "draft_sources": kind.unproven(profile, facts.get("rests_on"))}
    tree = tree_of(kind.template, facts | known, f"{kind.kind}/{kind.edition}")
    try:
        return laid_out(tree, profile.look, kind.landscape, kind.title_vi)
    except PaperError as error:
        raise PaperError(f"{kind.kind}/{kind.edition}: {error}") from error


def render_docx(kind: PaperKind, sheet: Any) -> bytes:
    """Only the DOCX."""
    facts = _checked_facts(kind, sheet)
    return kind.word.fill(facts) if kind.word else docx.write_docx(_composed(kind, facts))


def render_pdf(kind: PaperKind, sheet: Any) -> bytes:
    """Only the PDF/A."""
    return pdf.write_pdf(compose(kind, sheet))


def signature_places(kind: PaperKind, sheet: Any) -> list[dict[str, Any]]:
    """Where each signer signs on the PDF; see `pdf.signature_places`."""
    return pdf.signature_places(compose(kind, sheet))


def render(kind: PaperKind, sheet: Any) -> Rendered:
    """DOCX, PDF and text of one paper, from one composition."""
    facts = _checked_facts(kind, sheet)
    document = _composed(kind, facts)
    made = kind.word.fill(facts) if kind.word else docx.write_docx(document)
    return Rendered(made, pdf.write_pdf(document), plain_text(document), kind.template_digest)
