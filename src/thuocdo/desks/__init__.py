"""Front pages by role, read only: what is mine to do now, the unit, HCQT's wall, the chief.

Owns no rows and no verbs; everything is asked of the rooms below.
"""
