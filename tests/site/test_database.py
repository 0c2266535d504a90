"""The database as it is set up (docs/adr/0006)."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import ConnectionHandler


@pytest.fixture
def on_disk(tmp_path, django_db_blocker):
    """A connection with the program's options to a file, as in an office."""
    default = settings.DATABASES["default"]
    if not default["ENGINE"].endswith("sqlite3"):
        pytest.skip("about SQLite")
    connections = ConnectionHandler({"default": {**default, "NAME": tmp_path / "office.sqlite3"}})
    with django_db_blocker.unblock():
        yield connections["default"]
        connections["default"].close()


@contextmanager
def atomic_on(connection):
    connection.ensure_connection()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    yield
    connection.rollback()
    connection.set_autocommit(True)


@pytest.mark.parametrize(
    ("pragma", "value"), [("mmap_size", 0), ("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)]
)
def test_sqlite_is_set_up_as_decided(on_disk, pragma, value):
    with on_disk.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_transaction_asks_for_the_write_lock_at_its_start(on_disk):
    other = sqlite3.connect(on_disk.settings_dict["NAME"], timeout=0)
    with atomic_on(on_disk), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()
