"""Facts handed to the letter that answers a difficulty."""

from django.utils.timezone import localtime

from thuocdo.cycle.queries import book_of
from thuocdo.kernel.vi_text import day
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor
from thuocdo.papers.sheets import Sheet, agency_letterhead, kept
from thuocdo.papers.sheets.signers import signed_by

from .models import Difficulty
from .queries import KIND


def answer_letter(difficulty: Difficulty, home: Unit, by: Actor) -> Sheet:
    """Công văn trả lời vướng mắc (Mẫu 1.5): the question, the answer and what it rests on."""
    book, unit = book_of(difficulty.cycle), difficulty.unit.name
    agency = book.facts["name"]
    asked = day(localtime(difficulty.raised_at).date())
    return {
        "letterhead": agency_letterhead(
            book, "", home.code, on=None, subject=f"trả lời vướng mắc: {difficulty.step.title}"
        ),
        "addressees": [unit],
        "opening": f"{agency} nhận được vướng mắc nêu ngày {asked} của {unit} về bước “{difficulty.step.title}” "
        f"năm {difficulty.cycle.year}. Sau khi xem xét, {agency} hướng dẫn như sau:",
        "answers": [{"question": difficulty.text, "answer": difficulty.answer, "source": difficulty.source}],
        "closing": f"Đề nghị {unit} thực hiện",
        "recipients": ["Như trên", "Các phòng, ban, đơn vị", kept(home.code)],
        "signer": signed_by(by.person, KIND, difficulty.cycle, home, by.on),
        "draft": False,
    }
