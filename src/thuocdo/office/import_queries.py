"""The staff list and its imports: the office before one, the imports made, and what rests on them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import ForeignKey, Max, Model, QuerySet
from django.db.models.fields.json import KT
from django.shortcuts import get_object_or_404

from .models import Agency, Person, Post, StaffImport, Subject, Unit
from .queries import Actor, imports_of, standing_on, units_of
from .rules import OfficeFacts, Standing, UnitFact


def office_facts(by: Actor) -> OfficeFacts:
    """The whole office as it stands on the actor's day, for the plan of an import; three queries."""
    units = {
        pk: UnitFact(pk, code, name, kind)
        for pk, code, name, kind in units_of(by.agency_id, by.on).values_list("pk", "code", "name", "kind")
    }
    posts: dict[int, tuple[int, UnitFact | None, str, str]] = {
        person: (pk, units.get(unit), title, role)
        for pk, person, unit, title, role in Post.objects.filter(
            standing_on(by.on), unit__agency=by.agency_id
        )
        .order_by("is_main", "-id")
        .values_list("pk", "person", "unit", "title", "role")
    }
    people = Person.objects.filter(agency=by.agency_id).order_by("pk").values(*_FACTS)
    standings = tuple(_standing(person, posts.get(person["id"]), by.on) for person in people)
    return OfficeFacts(by.on, by.person_id, tuple(units.values()), standings)


_FACTS = (
    "id",
    "code",
    "full_name",
    "birth_date",
    "kind",
    "is_party_member",
    "party_post",
    "union_post",
    "joined_on",
    "left_on",
)


def _standing(
    person: dict[str, Any], post: tuple[int, UnitFact | None, str, str] | None, on: date
) -> Standing:
    """The person with the post; someone who will leave later has not left."""
    if person["left_on"] and person["left_on"] > on:
        person["left_on"] = None
    if post is None:
        return Standing(**person)
    post_id, unit, title, role = post
    return Standing(**person, post_id=post_id, unit=unit, title=title, role=role)


def imports_listed(agency: Agency | int) -> QuerySet[StaffImport]:
    """Imports, newest first, each with its counts but without the long record of what it did."""
    counts = {name: KT(f"changes__counts__{name}") for name in ("added", "changed", "left")}
    return imports_of(agency).defer("changes").annotate(**counts)


def import_made(agency: Agency | int, digest: str) -> StaffImport | None:
    """The import that carried out exactly this plan and was not undone."""
    return imports_of(agency).filter(undone_at=None, changes__digest=digest).first()


def later_import(imported: StaffImport) -> StaffImport | None:
    """An import after this one that still stands."""
    return imports_of(imported.agency_id).filter(pk__gt=imported.pk, undone_at=None).defer("changes").first()


def pointing_at(model: type[Model]) -> list[ForeignKey]:
    """Every foreign key to this kind of row, from any room, hidden ones too."""
    return [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]


def last_keys(models: Iterable[type[Model]]) -> dict[str, int]:
    """The highest key of every table that points at these: whatever is higher came later."""
    tables = {field.model for model in models for field in pointing_at(model)}
    return {table._meta.label_lower: _all(table).aggregate(last=Max("pk"))["last"] or 0 for table in tables}


def dependents_of(imported: StaffImport) -> Counter[str]:
    """How many rows rest on this import, by kind of row.

    Counted are all rows that point at what the import created, and rows made since that point at what it changed.
    """
    changes = imported.changes
    created = {Post: changes["posts"], Person: changes["people"], Unit: changes["units"]}
    created[Subject] = subjects_of(Person, created[Person]) + subjects_of(Unit, created[Unit])
    posts = [*changes["posts_before"], *created[Post]]
    moved = {
        key
        for part in parts(posts)
        for key in Post.objects.filter(pk__in=part).values_list("person", flat=True)
    }
    moved |= {int(key) for key in changes["people_before"]}
    changed = {
        Post: [int(key) for key in changes["posts_before"]],
        Person: sorted(moved.difference(created[Person])),
    }
    changed[Subject] = subjects_of(Person, changed[Person])
    found: Counter[str] = Counter()
    for model, keys in created.items():
        for field in pointing_at(model):
            if model is not Subject or field.model not in (Person, Unit):
                own = set(created.get(field.model, ()))
                found[field.model._meta.label_lower] += len(_rows_at(field, keys) - own)
    for model, keys in changed.items():
        for field in pointing_at(model):
            label = field.model._meta.label_lower
            found[label] += len(_rows_at(field, keys, changes["last_keys"].get(label, 0)))
    return +found


def subjects_of(model: type[Person] | type[Unit], keys: list[int]) -> list[int]:
    return [
        key
        for part in parts(keys)
        for key in model.objects.filter(pk__in=part).values_list("subject", flat=True)
    ]


def _all(table: type[Model]) -> QuerySet:
    return table._base_manager.all()  # noqa: SLF001 - the documented way to every row of a table of any room


def _rows_at(field: ForeignKey, keys: list[int], after: int = 0) -> set[int]:
    rows = _all(field.model).filter(pk__gt=after)
    return {
        pk
        for part in parts(keys)
        for pk in rows.filter(**{f"{field.name}__in": part}).values_list("pk", flat=True)
    }


def parts(keys: list[int]) -> Iterator[list[int]]:
    """Keys in parts that a database takes in one query."""
    return (keys[start : start + 10_000] for start in range(0, len(keys), 10_000))


def import_or_404(by: Actor, pk: int) -> StaffImport:
    return get_object_or_404(imports_of(by.agency_id), pk=pk)
