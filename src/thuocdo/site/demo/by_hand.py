"""Papers that HCQT fills in by hand in the demo year: an invitation to the emulation council, the letter that sends the dossier on."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from thuocdo.papers.actions import begin_draft, issue_draft, register_paper, save_draft
from thuocdo.papers.sheets.by_hand import form_or_404, issuing_bodies

from .scenes import YEAR, Scene, at
from .story import Story

LETTER = {
    "addressees": "Ban Tổ chức Tỉnh ủy\nSở Nội vụ",
    "opening": f"Thực hiện kế hoạch kiểm điểm, đánh giá, xếp loại chất lượng năm {YEAR}, Văn phòng UBND tỉnh gửi hồ sơ kết quả, gồm:",
    "items": [
        {"title": "Bảng tổng hợp kết quả đánh giá, xếp loại chất lượng", "number": "", "copies": "1"},
        {"title": "Biên bản hội nghị cán bộ chủ chốt", "number": "", "copies": "1"},
        {"title": "Hồ sơ của các phòng, ban, đơn vị", "number": "", "copies": "9"},
    ],
    "closing": "Kính đề nghị Ban Tổ chức Tỉnh ủy, Sở Nội vụ tổng hợp, trình cấp có thẩm quyền xem xét, quyết định",
}
INVITATION = {
    "subject": f"Họp Hội đồng xét danh hiệu thi đua, hình thức khen thưởng năm {YEAR}",
    "invited": "Thành viên Hội đồng thi đua - khen thưởng\nĐại diện các phòng, ban, đơn vị có trường hợp đề nghị",
    "attending": f"Họp Hội đồng thi đua - khen thưởng xét danh hiệu thi đua, hình thức khen thưởng năm {YEAR}",
    "chair": "Chủ tịch Hội đồng",
    "time": f"14 giờ 00 phút, thứ Ba, ngày 12 tháng 12 năm {YEAR}",
    "place": "Phòng họp số 1, trụ sở Văn phòng UBND tỉnh",
    "contents": "Thường trực Hội đồng báo cáo tổng hợp đề nghị của các đơn vị\nThảo luận, bỏ phiếu\nChủ tịch Hội đồng kết luận",
}


class ByHand:
    """The clerk at the forms."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def scenes(self) -> Iterator[Scene]:
        yield Scene(at(30, 15), partial(self.make, "transmittal-letter", "agency", LETTER))
        yield Scene(at(5, 9, month=12), partial(self.make, "invitation", "agency", INVITATION))

    def make(self, kind: str, body: str, typed: Mapping[str, Any], moment: datetime) -> None:
        """Begun with what the office knows, filled in, issued, numbered."""
        cycle, by = self.story.cycle, self.story.clerk(moment)
        bodies = issuing_bodies(cycle, form_or_404(kind, cycle.edition))
        draft = begin_draft(kind, cycle, next(one for one in bodies if one.key == body), by=by)
        draft = save_draft(draft, draft.typed | typed, version=draft.version, by=by)
        register_paper(issue_draft(draft, version=draft.version, by=by), by=by)
