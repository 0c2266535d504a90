"""Facts that the minutes of every assembly hold."""

from collections import defaultdict
from datetime import date

from thuocdo.cycle.queries import book_of
from thuocdo.office.models import Person
from thuocdo.office.queries import absent_chief, main_posts
from thuocdo.office.rules.bodies import Body
from thuocdo.papers.sheets import Sheet, agency_letterhead, attended, minute, presided, signer

from .models import Assembly
from .queries import seats_of
from .wording import body_on_paper


def minutes_frame(assembly: Assembly, on: date) -> Sheet:
    """Whose minutes, when and where, who was there by body, who presided in whose place, who signs (Mẫu 1.9)."""
    cycle, chair, secretary = assembly.cycle, assembly.chair, assembly.secretary
    begun = assembly.opened_at or assembly.planned_at
    posts = main_posts([chair.pk, secretary.pk], on)

    def named(person: Person) -> Sheet:
        return {"name": person.full_name, "post": posts[person.pk].title if person.pk in posts else ""}

    return {
        "letterhead": agency_letterhead(book_of(cycle), "BB", dated=False),
        "year": cycle.year,
        "started": minute(begun),
        "ended": minute(assembly.closed_at or begun),
        "place": assembly.place,
        "attendance": _attendance(assembly),
        "chair": presided(named(chair), absent_chief(cycle.agency_id, chair.pk, on)),
        "secretary": named(secretary),
        "conclusion": assembly.conclusion,
        "signers": {
            "secretary": signer("THƯ KÝ", secretary.full_name),
            "chair": signer("CHỦ TỌA", chair.full_name),
        },
        "draft": False,
    }


def _attendance(assembly: Assembly) -> list[Sheet]:
    """Each person on the first body, so that the sums are people; guests are named apart."""
    rows = defaultdict(list)
    for one in seats_of(assembly):
        rows[Body(one.bodies[0])].append(one)
    return [
        attended(body_on_paper(body), rows[body]) for body in Body if rows[body] and body is not Body.GUESTS
    ]
