from thuocdo.kernel.findings import Finding
from thuocdo.law.explain import Explanation, doubts, explain


def test_refusal_is_explained_with_act_clause_words_and_numbers(book):
    cap = book["rating/excellent_cap"]
    told = explain(Finding("rating.over_cap", cap.source, {"have": 2, "room": 1}), book)
    assert (told.act, told.clause) == ("Kế hoạch năm 2023 của Văn phòng UBND tỉnh", "II.2.d, Lưu ý")
    assert told.title.startswith("Triển khai việc kiểm điểm tập thể")
    assert told.quote == cap.source.quote
    assert told.reading == cap.reading
    assert (told.status_vi, told.facts) == ("đã đối chiếu văn bản", {"have": 2, "room": 1})


def test_assumed_value_names_the_text_that_would_settle_it(book):
    told = explain(Finding("ballot.too_few", book["ballot/minimum"].source), book)
    assert (told.status, told.settles) == ("assumed", "Quy chế bỏ phiếu của cơ quan, nếu có.")


def test_finding_without_a_source_is_told_as_it_is(book):
    assert explain(Finding("review.not_now"), book) == Explanation("review.not_now")


def test_doubts_list_everything_not_read_in_the_original(book):
    found = doubts(book)
    assert {doubt.key for doubt in found if doubt.kind == "table"} == set(book.tables)
    assert {doubt.key for doubt in found if doubt.kind == "form"} == set(book.forms)
    assert "meeting/quorum" in {doubt.key for doubt in found}
    assert "rating/excellent_cap" not in {doubt.key for doubt in found}
    assert all(doubt.settles for doubt in found if doubt.kind != "row")
