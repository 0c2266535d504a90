"""The invented demo office: its units and posts, its people, and what they write. Pure data and pure Python.

`office.yaml` holds the units and the posts, `people.py` draws the people who fill them, `phrases.py` writes
their self-reviews, reports and remarks from `phrases/*.yaml`. No person, office or event in it is real.
"""
