"""Difficulties in carrying out the plan: raised through HCQT, answered by the head of the agency.

Clauses: plan III.3; S-31. An answer can be made standing guidance, which the step's page shows to everyone.
Offers: `raise_difficulty`, `forward_difficulty`, `answer_difficulty`, `make_guidance`.
"""
