"""The unit dossier: its five items, what is missing, hand-over, acceptance or return.

Clauses: plan II.2.d; S-16, S-17. Offers: `hand_over`, `accept_dossier`, `return_dossier`; `checklist`.
"""
