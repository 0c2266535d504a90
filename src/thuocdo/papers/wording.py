"""Vietnamese labels of the kinds of paper."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thuocdo.ui.wording import register_acts, register_findings

KINDS = {
    "self-review": _("Bản tự kiểm điểm"),
    "unit-report": _("Báo cáo kiểm điểm của đơn vị"),
    "unit-minutes": _("Biên bản họp kiểm điểm"),
    "proposed-ratings": _("Đề xuất mức xếp loại"),
    "emulation-summary": _("Bảng tổng hợp bình xét thi đua, khen thưởng"),
    "review-prompts": _("Gợi ý kiểm điểm"),
    "tellers-minutes": _("Biên bản kiểm phiếu"),
    "ballot-slip": _("Phiếu bỏ phiếu kín"),
    "dossier-cover": _("Bìa và danh mục hồ sơ"),
    "plan": _("Kế hoạch"),
    "invitation": _("Giấy mời"),
    "score-sheet": _("Bảng chấm điểm"),
    "leadership-report": _("Báo cáo kiểm điểm của tập thể lãnh đạo"),
    "office-report": _("Báo cáo tự đánh giá của cơ quan"),
    "comments-summary": _("Bảng tổng hợp ý kiến góp ý và việc tiếp thu"),
    "leadership-minutes": _("Biên bản kiểm điểm lãnh đạo"),
    "key-officials-minutes": _("Biên bản hội nghị cán bộ chủ chốt"),
    "consultation-minutes": _("Biên bản họp tham vấn"),
    "council-minutes": _("Biên bản họp hội đồng"),
    "rating-summary": _("Bảng tổng hợp kết quả xếp loại"),
    "rating-decision": _("Quyết định công nhận kết quả xếp loại"),
    "rating-notice": _("Thông báo kết quả xếp loại"),
    "initiative-application": _("Đơn yêu cầu công nhận sáng kiến"),
    "initiative-assessment": _("Phiếu đánh giá sáng kiến"),
    "initiative-decision": _("Quyết định công nhận sáng kiến"),
    "initiative-certificate": _("Giấy chứng nhận sáng kiến"),
    "award-nomination": _("Tờ trình của đơn vị đề nghị khen thưởng"),
    "achievement-report": _("Báo cáo thành tích"),
    "award-submission": _("Tờ trình đề nghị khen thưởng"),
    "award-decision": _("Quyết định khen thưởng"),
    "transmittal-letter": _("Công văn gửi hồ sơ"),
    "conference-programme": _("Chương trình hội nghị"),
    "conference-report": _("Báo cáo tại hội nghị"),
    "conference-resolution": _("Nghị quyết hội nghị"),
    "conference-minutes": _("Biên bản hội nghị"),
    "election-minutes": _("Biên bản kiểm phiếu bầu cử"),
    "remedy-plan": _("Kế hoạch khắc phục hạn chế"),
    "remedy-report": _("Báo cáo kết quả khắc phục hạn chế"),
    "difficulty-answer": _("Công văn trả lời vướng mắc"),
    "petition-answer": _("Công văn trả lời kiến nghị"),
}


PARTS = {
    "title": _("Tên văn bản"),
    "subtitle": _("Trích yếu"),
    "form-code": _("Mã mẫu"),
    "basis": _("Căn cứ ban hành"),
    "addressee": _("Nơi kính gửi"),
    "p": _("Đoạn văn"),
    "text": _("Đoạn văn"),
    "heading": _("Đề mục"),
    "field": _("Dòng điền"),
    "item": _("Gạch đầu dòng"),
    "cell": _("Ô trong bảng"),
    "label": _("Nhãn"),
    "seal": _("Chỗ đóng dấu"),
    "choice": _("Ô đánh dấu"),
    "date": _("Dòng ngày ký"),
    "behalf": _("Đề ký"),
    "post": _("Chức vụ người ký"),
    "remark": _("Lời dặn ở chỗ ký"),
    "name": _("Họ tên người ký"),
    "recipient": _("Nơi nhận"),
    "note": _("Ghi chú"),
    "macro": _("Câu dùng chung"),
}


# The kinds as people look for one to make, by what they are about.
GROUPS = (
    (_("Kế hoạch, giấy mời, công văn"), ("plan", "invitation", "transmittal-letter", "difficulty-answer", "petition-answer")),
    (
        _("Kiểm điểm, đề nghị xếp loại"),
        ("self-review", "score-sheet", "review-prompts", "unit-report", "unit-minutes", "proposed-ratings", "ballot-slip", "tellers-minutes", "dossier-cover"),
    ),
    (
        _("Kiểm điểm của lãnh đạo và cơ quan"),
        ("office-report", "leadership-report", "comments-summary", "leadership-minutes", "key-officials-minutes"),
    ),
    (
        _("Kết luận, quyết định xếp loại"),
        ("consultation-minutes", "rating-summary", "rating-decision", "rating-notice"),
    ),
    (
        _("Sáng kiến"),
        ("initiative-application", "initiative-assessment", "council-minutes", "initiative-decision", "initiative-certificate"),
    ),
    (
        _("Thi đua, khen thưởng"),
        ("emulation-summary", "award-nomination", "achievement-report", "award-submission", "award-decision"),
    ),
    (
        _("Hội nghị công chức, viên chức, người lao động"),
        ("conference-programme", "conference-report", "conference-minutes", "election-minutes", "conference-resolution"),
    ),
    (_("Khắc phục hạn chế, khuyết điểm"), ("remedy-plan", "remedy-report")),
)  # fmt: skip

# Where a paper comes from that nobody fills in by hand: the words, and the address of that page.
MADE_BY = {
    "plan": (_("Ra từ kế hoạch của năm, phát hành ở bàn làm việc."), "desk"),
    "difficulty-answer": (_("Ra khi người đứng đầu trả lời vướng mắc."), "difficulties:list"),
    "petition-answer": (_("Ra khi trả lời kiến nghị."), "decisions:petitions"),
    "self-review": (_("Ra khi từng người hoàn thiện bản tự kiểm điểm."), "desk"),
    "review-prompts": (_("Ra khi đơn vị gửi gợi ý kiểm điểm."), "desk"),
    "unit-report": (_("Ra khi đơn vị hoàn thiện báo cáo kiểm điểm."), "desk"),
    "unit-minutes": (_("Ra khi kết thúc cuộc họp của đơn vị."), "desk"),
    "proposed-ratings": (_("Ra khi kết thúc cuộc họp của đơn vị."), "desk"),
    "emulation-summary": (_("Ra khi kết thúc cuộc họp của đơn vị."), "desk"),
    "ballot-slip": (_("In ở trang của cuộc bỏ phiếu."), "ballots:index"),
    "tellers-minutes": (_("Ra khi niêm phong kết quả kiểm phiếu."), "ballots:index"),
    "dossier-cover": (_("Ra khi đơn vị nộp hồ sơ."), "desk"),
    "office-report": (_("Ra khi chốt báo cáo cùng soạn."), "drafting:list"),
    "leadership-report": (_("Ra khi chốt báo cáo cùng soạn."), "drafting:list"),
    "comments-summary": (_("Ra khi chốt báo cáo cùng soạn."), "drafting:list"),
    "leadership-minutes": (_("Ra khi kết thúc hội nghị kiểm điểm của lãnh đạo."), "desk"),
    "key-officials-minutes": (_("Ra khi kết thúc hội nghị cán bộ chủ chốt."), "conferences:show"),
    "consultation-minutes": (_("Ra khi kết luận buổi tham vấn."), "consultation:board"),
    "rating-summary": (_("Ra cùng quyết định xếp loại."), "decisions:board"),
    "rating-decision": (_("Ra khi ban hành kết quả xếp loại."), "decisions:board"),
    "rating-notice": (_("Ra ở trang thông báo kết quả."), "decisions:notices"),
}


def kind_on_paper(kind: str) -> str:
    """The kind as papers and files are titled: Vietnamese whatever language the reader has chosen."""
    with override("vi"):
        return str(KINDS[kind])


register_acts(
    {
        "papers:register": _("Xem sổ văn bản"),
        "papers:gallery": _("Xem bộ mẫu văn bản"),
        "papers:reword": _("Sửa lời văn của mẫu"),
        "papers:word": _("Xem mẫu Word của cơ quan"),
        "papers:word_look": _("Xem thử mẫu Word của cơ quan"),
        "papers:word_adopt": _("Đưa mẫu Word vào dùng"),
        "papers:word_withdraw": _("Thôi dùng mẫu Word"),
        "papers:draw": _("Cấp số văn bản"),
        "papers:cancel": _("Hủy số văn bản"),
        "papers:paper": _("Xem văn bản"),
        "papers:sign": _("Ký số văn bản"),
        "papers:sign_by_token": _("Ký số bằng thiết bị của cơ quan"),
        "papers:hand_back": _("Gửi bản đã ký số"),
        "papers:kinds": _("Lập văn bản"),
        "papers:begin": _("Lập văn bản"),
        "papers:begin_again": _("Lập lại văn bản"),
        "papers:draft": _("Soạn văn bản"),
        "papers:draft_table": _("Nhập bảng của văn bản"),
        "papers:draft_file": _("Xem dự thảo văn bản"),
        "papers:drop_draft": _("Bỏ dự thảo văn bản"),
    }
)
register_findings(
    {
        "paper.no_issuer": _("Văn bản chưa ghi cơ quan, đơn vị ban hành."),
        "paper.issuer_not_upper": _("Tên cơ quan ban hành “{name}” phải viết chữ in hoa."),
        "paper.unknown_type": _(
            "Chữ viết tắt loại văn bản trong ký hiệu “{symbol}” không có trong danh mục."
        ),
        "paper.bad_symbol": _("Ký hiệu “{symbol}” không đúng thể thức."),
        "paper.takes_no_number": _("Loại văn bản này không mang số và ký hiệu."),
        "paper.superseded": (
            _("Văn bản này đã được thay bằng văn bản khác."),
            _("Hãy cấp số cho văn bản thay thế."),
        ),
        "paper.already_numbered": (
            _("Văn bản đã được cấp số: {line}."),
            _("Muốn cấp số khác, hãy hủy số này và ghi lý do."),
        ),
        "paper.not_numbered": (_("Văn bản chưa được cấp số nên chưa ký được."), _("Hãy cấp số trước.")),
        "paper.key_unreadable": (
            _("Không mở được khóa: tệp không phải PKCS#12 (.p12, .pfx) hoặc sai mật khẩu."),
            _("Khóa và mật khẩu không được lưu; hãy chọn lại tệp và nhập lại mật khẩu."),
        ),
        "paper.no_token": _("Máy chủ chưa có thiết bị ký số."),
        "paper.token_module": (
            _("Không dùng được thư viện PKCS#11 của thiết bị ký số."),
            _("Hãy báo người quản trị: kiểm tra đường dẫn thư viện và gói python-pkcs11."),
        ),
        "paper.token_device": (
            _("Không xác định được thiết bị ký số. Thiết bị đang cắm: {found}"),
            _("Hãy cắm thiết bị, hoặc ghi rõ tên thiết bị nếu có nhiều hơn một."),
        ),
        "paper.token_label": (
            _("Không xác định được khóa trên thiết bị ký số. Chứng thư có khóa: {found}"),
            _("Hãy ghi rõ tên chứng thư dùng để ký."),
        ),
        "paper.token_pin": (
            _("Sai mã PIN của thiết bị ký số."),
            _("Nhập sai vài lần thì thiết bị tự khóa; hãy kiểm tra kỹ trước khi thử lại."),
        ),
        "paper.token_locked": (
            _("Thiết bị ký số đã tự khóa vì nhập sai mã PIN nhiều lần."),
            _("Hãy liên hệ nơi cấp thiết bị để mở khóa."),
        ),
        "paper.token_fault": _("Thiết bị ký số báo lỗi nên chưa ký được."),
        "paper.signed_meanwhile": (
            _("Văn bản vừa được cấp số hoặc vừa có chữ ký khác trong lúc đang ký."),
            _("Hãy mở lại trang này và ký lại."),
        ),
        "paper.not_stamped": (
            _("Không lấy được dấu thời gian nên văn bản chưa được ký."),
            _("Nơi cấp dấu thời gian không trả lời hoặc từ chối. Hãy thử lại sau, hoặc báo người quản trị."),
        ),
        "paper.not_signable": _("Không ký được: tệp PDF hoặc ảnh chữ ký (PNG) không dùng được."),
        "paper.unsigned": _("Tệp này không có chữ ký số nào."),
        "paper.signature_broken": _("Có chữ ký số không còn nguyên vẹn: tệp đã bị sửa sau khi ký."),
        "paper.not_as_issued": (
            _("Nội dung được ký không phải là văn bản đã phát hành."),
            _("Hãy tải bản PDF có số từ trang này, ký rồi gửi lại đúng tệp đó."),
        ),
        "paper.number_cancelled": _("Số này đã hủy: {line}."),
        "paper.template_changed": (
            _("Mẫu văn bản đã thay đổi từ khi phát hành; cấp số bây giờ sẽ thành một văn bản khác."),
            _("Hãy phát hành lại văn bản theo mẫu hiện hành rồi cấp số."),
        ),
        "paper.words_empty": _("Phần “{part}” không còn chữ nào. Phần này phải có lời văn."),
        "paper.words_lacks": (
            _("Phần “{part}” thiếu chỗ điền {mark}."),
            _("Hãy viết lại {mark} vào chỗ thích hợp trong phần đó."),
        ),
        "paper.words_unknown": (
            _("Phần “{part}” có chỗ điền {mark} mà mẫu không có."),
            _("Chỉ dùng các chỗ điền có sẵn của phần đó; dấu ngoặc nhọn không dùng vào việc khác."),
        ),
        "paper.words_twice": _("Phần “{part}” ghi chỗ điền {mark} nhiều lần hơn mẫu."),
        "paper.words_order": (
            _(
                "Phần “{part}” đổi thứ tự các chỗ {{?1}}, {{?2}} … hoặc chữ đậm, hoặc chuyển chỗ điền qua chúng."
            ),
            _("Giữ nguyên thứ tự của các chỗ đó; lời văn ở giữa được sửa tự do."),
        ),
        "paper.words_unprintable": _("Phần “{part}” có ký tự không in được: {letters}"),
        "paper.words_do_not_fit": _("Với lời văn này, mẫu không dựng được từ dữ liệu mẫu: {why}"),
        "paper.words_unchanged": _("Lời văn không khác lời văn đang dùng."),
        "paper.draft_issued": (
            _("Dự thảo này đã được phát hành thành văn bản."),
            _("Muốn sửa, hãy mở văn bản rồi bấm “Lập lại để đính chính”."),
        ),
        "paper.draft_dropped": _("Dự thảo này đã được bỏ."),
        "paper.draft_stale": (
            _("Dự thảo đã được lưu ở nơi khác sau khi trang này được mở."),
            _("Hãy mở lại dự thảo để thấy bản mới nhất."),
        ),
        "paper.not_by_hand": (
            _("Văn bản này do chương trình lập từ công việc của một bước, không lập lại bằng tay."),
            _("Hãy sửa ở nơi đã lập ra văn bản rồi phát hành lại."),
        ),
        "paper.nothing_changed": _("Nội dung không khác văn bản đang có hiệu lực."),
        "paper.cannot_be_made": _("Chưa dựng được văn bản từ nội dung này: {why}"),
        "paper.no_issuer_chosen": _("Chưa chọn văn bản của cơ quan, đơn vị hay hội đồng nào."),
        "paper.field_missing": _("Chưa điền “{label}”."),
        "paper.field_number": _("“{label}” phải là một số nguyên không âm, viết bằng chữ số."),
        "paper.field_moment": _("“{label}” phải có đủ ngày và giờ."),
        "paper.field_day": _("“{label}” không phải là một ngày."),
        "paper.field_sum": _("“{label}” ghi {typed}, nhưng các số thành phần cộng lại là {sum}."),
        "paper.unprintable": (
            _("Có ký tự không in được trên văn bản: {letters}, gần chỗ “{near}”."),
            _("Hãy bỏ hoặc thay ký tự đó, ví dụ biểu tượng cảm xúc, rồi gửi lại."),
        ),
        "paper.field_unprintable": (
            _("“{label}” có ký tự không in được trên văn bản: {letters}."),
            _("Hãy bỏ hoặc thay ký tự đó, ví dụ biểu tượng cảm xúc."),
        ),
        "paper.too_many_rows": _("Bảng có {rows} dòng; nhiều nhất {limit} dòng."),
        "paper.no_rows": _("Không thấy dòng nào trong phần đã dán hoặc trong tệp."),
        "paper.row_too_wide": _("Dòng {row} có nhiều ô hơn số cột của bảng."),
        "paper.word_many_forms": _(
            "Loại văn bản này có nhiều mẫu theo đối tượng do văn bản quy định ban hành, nên không dùng chung một mẫu Word."
        ),
        "paper.word_adopted": _("Mẫu Word này đã được đưa vào dùng trước đây."),
        "paper.word_not_used": _("Mẫu Word này hiện không được dùng."),
        "paper.word_too_large": _("Tệp lớn quá {megabytes} MB."),
        "paper.word_not_docx": (
            _("Tệp không phải văn bản Word dạng .docx."),
            _("Trong Word: Tệp, Lưu thành, chọn “Tài liệu Word (*.docx)”, rồi tải lên lại."),
        ),
        "paper.word_swollen": _("Tệp chứa quá nhiều dữ liệu khi giải nén nên không nhận."),
        "paper.word_macros": (
            _("Tệp có chứa macro (chương trình) nên không nhận."),
            _("Hãy lưu lại dạng .docx, không kèm macro."),
        ),
        "paper.word_entities": _("Tệp khai báo kiểu tài liệu XML riêng nên không nhận."),
        "paper.word_reaches_out": (
            _("Tệp lấy nội dung từ nơi khác ({what}) nên không nhận."),
            _("Hãy chèn thẳng hình ảnh vào tệp và bỏ liên kết tới tệp mẫu hoặc tệp ở ngoài."),
        ),
        "paper.word_fetches": (
            _("Tệp có trường {what}, trường này lấy nội dung từ nơi khác hoặc chạy chương trình."),
            _("Hãy xóa trường đó, hoặc thay bằng nội dung của nó."),
        ),
        "paper.word_foreign": (
            _("Tệp có nhúng đối tượng ngoài văn bản ({what}) nên không nhận."),
            _("Hãy thay đối tượng đó bằng chữ, bảng hoặc hình ảnh."),
        ),
        "paper.word_unsettled": (
            _("Tệp còn thay đổi đang theo dõi hoặc chú thích."),
            _("Trong Word: Xem lại, chấp nhận mọi thay đổi và xóa mọi chú thích."),
        ),
        "paper.word_unreadable": (
            _("Không hiểu được chỗ điền {mark}."),
            _("Chép lại chỗ điền từ bảng ở dưới; dấu ngoặc nhọn không dùng vào việc khác."),
        ),
        "paper.word_stray": (
            _("Có dấu ngoặc nhọn lẻ ở gần: “{near}”."),
            _("Mỗi chỗ điền bắt đầu bằng {{ và kết thúc bằng }} trong cùng một đoạn."),
        ),
        "paper.word_unclosed": (
            _("Phần {mark} chưa được đóng."),
            _("Viết {{/{name}}} ở cuối phần đó."),
        ),
        "paper.word_unopened": _("Chỗ đóng {mark} không có chỗ mở tương ứng ở trước."),
        "paper.word_crossed": (
            _("Phần {mark} và một phần khác chồng chéo nhau."),
            _("Mở và đóng ở hai đoạn riêng, hoặc ở ô đầu và ô cuối của cùng một dòng trong bảng."),
        ),
        "paper.word_list_outside": (
            _("Danh sách {mark} được mở trong một danh sách khác mà nó không thuộc về."),
            _("Đóng danh sách ở ngoài rồi mới mở danh sách này."),
        ),
        "paper.word_mistaken": (
            _("Loại văn bản này không có chỗ điền {mark}."),
            _("Có lẽ là {near}."),
        ),
        "paper.word_unknown": (
            _("Loại văn bản này không có chỗ điền {mark}."),
            _("Chép chỗ điền từ bảng ở dưới."),
        ),
        "paper.word_lacks": _("Mẫu thiếu {mark}: {said}."),
        "paper.word_many": (
            _("{mark} gồm nhiều phần nên không in ra thành một chữ được."),
            _("Mở bằng {open}, viết các phần bên trong, đóng bằng {close}."),
        ),
        "paper.word_form": _("Chỗ điền {mark} không in được theo dạng “{form}”."),
        "paper.no_signer": _("Văn bản chưa ghi họ tên người ký."),
        "paper.title_in_name": _("Trước họ tên người ký không ghi học hàm, học vị hay danh hiệu: “{name}”."),
    }
)
