"""The law as data: what was in force, where it stands, and how well its text is known.

Pure (no Django). `packs.load_book` reads `regulations/` strictly; a cycle pins the resulting `Book` as
JSON and lives from it for ever. `forms` checks answers and adds up score sheets; `explain` turns a finding
into act, clause and words.
"""
