"""Whoever reads the database must not learn in which order names were ticked and ballots came.

Rows keep traces of their writing: their place in the file, on PostgreSQL the transaction that wrote them (`xmin`), in
SQLite freed pages. So at closing both tables are written anew in an order that says nothing, and what was there before is
wiped: docs/ballot-format.md tells what was measured.
"""

from django.db import OperationalError, connection, transaction

from ..models import Ballot, Cast, Voter


def forget_order(ballot: Ballot) -> None:
    """Write the roll and the box of this ballot anew, sorted; then wipe what the database kept of the old rows."""
    for model, key in ((Voter, "person_id"), (Cast, "tracker")):
        rows = list(model.objects.filter(ballot=ballot).order_by(key))
        model.objects.filter(ballot=ballot).delete()
        for row in rows:
            if model is Voter:
                row.pk = None
        model.objects.bulk_create(rows)
    transaction.on_commit(wipe)


def wipe() -> None:
    """Leave no freed page, dead row or log page behind. Another writer in the way: it is done at sealing again."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                tables = ", ".join(model._meta.db_table for model in (Voter, Cast))
                cursor.execute(f"VACUUM (FULL, FREEZE) {tables}")
            else:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError:
        pass
