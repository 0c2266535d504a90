"""Figures and results that the units send for the agency's own report, and what becomes of them together.

Clauses: plan II.3.a; S-20. Each unit's part stays with its author; figures that do not agree are pointed out.
Offers: `request_figures`, `save_figures`, `send_figures`, `return_figures`; `merged`.
"""
