"""From facts to the highest lawful level: eligibility, standard, discipline, ceilings; and "undecided" where
the text is. Nothing is guessed: a missing fact is named.

    rater = Rater(book)
    outcome = rater.rate(read_facts({...}))

The pieces are compiled once from the book; `trace=False` leaves out the findings and is some times faster.
"""

from datetime import date
from typing import Any

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Book
from thuocdo.law.conditions import Facts

from .outcome import NOTHING, Outcome, Said, Trace, Verdict
from .special import ceiling_of, discipline_of, eligibility_of
from .standards import standard_of

_CHOOSING = (
    "subject",
    "axis",
    "staff_kind",
    "leads",
    "unit_kind",
    "unit_rule",
    "contract_rule",
    "year",
    "decided_on",
)


class Profile:
    """The steps by which one kind of subject is rated under one set of acts."""

    def __init__(self, name: str, book: Book):
        rule = book[f"profile/{name}"]
        self.name = name
        self.eligibility = [eligibility_of(book[key]) for key in rule["eligibility"]]
        self.standard = standard_of(book[rule["standard"]])
        self.forces = [discipline_of(book[key]) for key in rule["force"]]
        self.ceilings = [ceiling_of(book[key]) for key in rule["ceilings"]]
        self.cap = rule["cap"]

    def rate(self, facts: Facts, trace: Trace | None) -> Outcome:
        eligible, needs = self._eligible(facts, trace)
        if eligible is None:
            return self._end(Verdict.CANNOT_SAY, trace, needs=needs)
        if not eligible:
            return self._end(Verdict.NOT_RATED, trace)
        forced = self._forced(facts, trace)
        if forced.level:
            return self._end(Verdict.RATED, trace, forced.level)
        judged = self.standard.judge(facts, trace)
        confirm = forced.to_confirm
        if judged.level is Grade.UNSATISFACTORY:
            return self._end(Verdict.RATED, trace, judged.level, to_confirm=confirm)
        if needs := forced.needs + judged.needs:
            return self._end(Verdict.CANNOT_SAY, trace, needs=needs)
        if judged.level is None:
            return self._end(Verdict.NEEDS_DECISION, trace, to_confirm=confirm)
        return self._limited(judged.level, facts, trace, to_confirm=confirm)

    def limits(self, facts: Facts, trace: Trace) -> Outcome:
        """How far one may go before the standard is judged: not rated, a forced level, the lowest ceiling.

        `needs` are the facts that could lower it further.
        """
        eligible, needs = self._eligible(facts, trace)
        if eligible is False:
            return self._end(Verdict.NOT_RATED, trace)
        forced = self._forced(facts, trace)
        if forced.level:
            return self._end(Verdict.CAPPED, trace, forced.level)
        highest, needs = Grade.EXCELLENT, needs + forced.needs
        for ask in self.ceilings:
            said = ask(facts, highest, trace)
            highest, needs = said.level or highest, needs + said.needs
        verdict = Verdict.RATED if highest is Grade.EXCELLENT else Verdict.CAPPED
        return self._end(verdict, trace, highest, needs=needs, to_confirm=forced.to_confirm)

    def _eligible(self, facts: Facts, trace: Trace | None) -> tuple[bool | None, tuple[str, ...]]:
        needs: tuple[str, ...] = ()
        for ask in self.eligibility:
            answer, lacking = ask(facts, trace)
            if answer is False:
                return False, ()
            needs += lacking
        return (None, needs) if needs else (True, ())

    def _forced(self, facts: Facts, trace: Trace | None) -> Said:
        for ask in self.forces:
            said = ask(facts, trace)
            if said is not NOTHING:
                return said
        return NOTHING

    def _limited(self, level: Grade, facts: Facts, trace: Trace | None, *, to_confirm: bool) -> Outcome:
        """The ceilings, the lowest of which counts."""
        highest, undecided = level, False
        needs: tuple[str, ...] = ()
        for ask in self.ceilings:
            said = ask(facts, highest, trace)
            highest = said.level or highest
            needs, undecided = needs + said.needs, undecided or said.undecided
        if needs:
            return self._end(Verdict.CANNOT_SAY, trace, needs=needs)
        if undecided:
            return self._end(Verdict.NEEDS_DECISION, trace, to_confirm=to_confirm)
        verdict = Verdict.RATED if highest is level else Verdict.CAPPED
        return self._end(verdict, trace, highest, to_confirm=to_confirm)

    def _end(
        self,
        verdict: Verdict,
        trace: Trace | None,
        level: Grade | None = None,
        *,
        needs: tuple[str, ...] = (),
        to_confirm: bool = False,
    ) -> Outcome:
        needs = tuple(dict.fromkeys(needs))
        return Outcome(verdict, level, needs, self.name, tuple(trace or ()), to_confirm)


class Row:
    """One line of the table of regimes: subject, work year, day of the decision."""

    def __init__(self, row: dict[str, Any]):
        self.when = row["when"]
        self.years = (row["years"].get("from", 0), row["years"].get("until"))
        decided = {key: date.fromisoformat(day) for key, day in row.get("decided", {}).items()}
        self.decided = (decided.get("from", date.min), decided.get("until", date.max))
        self.profile, self.source, self.why = row["profile"], Citation(**row["source"]), row.get("why", "")

    def lacking(self, facts: Facts) -> list[str] | None:
        """Facts that it needs to know whether it fits (none: it fits); None where it cannot fit."""
        missing = []
        for key, wanted in self.when.items():
            have = facts.get(key)
            if have is None:
                missing.append(key)
            elif have not in wanted if isinstance(wanted, list) else have != wanted:
                return None
        year, day = facts.get("year"), facts.get("decided_on")
        if year is not None and not self.years[0] <= year <= (self.years[1] or year):
            return None
        if day is not None and not self.decided[0] <= day <= self.decided[1]:
            return None
        return missing + [key for key in ("year", "decided_on") if facts.get(key) is None]


class Rater:
    """The engine of one book."""

    def __init__(self, book: Book):
        self.book = book
        self.rows = [Row(row) for row in book["regime/table"]["rows"]]
        self._chosen: dict[tuple[Any, ...], tuple[Profile | None, Finding, tuple[str, ...]]] = {}
        self._profiles: dict[str, Profile] = {}

    def profile(self, name: str) -> Profile:
        """The compiled steps of a profile; `NotInBook` where this edition does not hold it."""
        if name not in self._profiles:
            self._profiles[name] = Profile(name, self.book)
        return self._profiles[name]

    def rate(self, facts: Facts, *, trace: bool = True) -> Outcome:
        """The highest lawful level of one subject, or why there is none. Facts as `read_facts` gives them."""
        profile, chosen, needs = self.choose(facts)
        if profile is None:
            verdict = Verdict.CANNOT_SAY if needs else Verdict.NEEDS_DECISION
            return Outcome(verdict, needs=needs, trace=(chosen,))
        return profile.rate(facts, [chosen] if trace else None)

    def limits(self, facts: Facts) -> Outcome:
        """The highest level open to one subject, the standard aside; see `Profile.limits`."""
        profile, chosen, needs = self.choose(facts)
        if profile is None:
            return Outcome(Verdict.CANNOT_SAY, needs=needs, trace=(chosen,))
        return profile.limits(facts, [chosen])

    def choose(self, facts: Facts) -> tuple[Profile | None, Finding, tuple[str, ...]]:
        """Which set of acts applies: by subject, work year and day of the decision."""
        key = tuple(facts.get(name) for name in _CHOOSING)
        if key not in self._chosen:
            self._chosen[key] = self._choose(facts)
        return self._chosen[key]

    def _choose(self, facts: Facts) -> tuple[Profile | None, Finding, tuple[str, ...]]:
        table = self.book["regime/table"]
        for row in self.rows:
            lacking = row.lacking(facts)
            if lacking:
                return None, Finding("rating.regime_unknown", table.source), tuple(lacking)
            if lacking == []:
                if f"profile/{row.profile}" not in self.book:
                    return (
                        None,
                        Finding("rating.regime_elsewhere", row.source, {"edition": self.book.edition}),
                        (),
                    )
                used = {"profile": self.book[f"profile/{row.profile}"].title_vi, "why": row.why}
                return self.profile(row.profile), Finding("rating.regime", row.source, used), ()
        return None, Finding("rating.no_regime", table.source), ()
