"""The decision on ratings: who decides, its paper, notices, publication, petitions, re-rating, what it does to titles.

Clauses: plan II.4; Nghị định 90/2020/NĐ-CP, Điều 16-20; S-24, S-25. The levels themselves stand in the ledger of `ratings`.
Offers: `issue_decision`, `re_rate`, `confirm_notice`, `issue_notice_papers`, `file_petition`, `answer_petition`.
"""
