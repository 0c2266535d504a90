"""The ledger of grades: self, unit, consulted, decided; comparable groups; the cap.

Clauses: II.2.c-d, II.4; S-13, S-18, S-24. A grade is stated and later superseded, never edited.
A decided grade is seen by nobody but who decides until it is announced.
Offers: `state_grade`, `decide_grades`, `announce_decided`, `form_groups`, `headroom_by_group`, `grades_of`.
"""
