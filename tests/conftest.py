"""What every test stands on: which tests are left out here and why, and the database of this run."""

import sqlite3
from contextlib import closing
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from scripts.packages import PACKAGES, package

from .tables import tables

LONG = {"stories", "test_demo.py", "test_doors.py"}  # these begin first, or one process ends late
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only the tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for needed in PACKAGES:
        if reason := _left_out(needed.mark):
            for item in items:
                if item.get_closest_marker(needed.mark):
                    item.add_marker(pytest.mark.skip(reason=reason))
    if config.getoption("--database-only"):
        config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
        items[:] = [item for item in items if _uses_database(item)]
    items.sort(key=lambda item: not LONG & set(item.path.parts))


def _left_out(mark: str) -> str:
    """Why the tests with this mark do not run here; empty where they do."""
    if mark == "postgres":
        on_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
        return "" if on_postgres else "runs on PostgreSQL only"
    return "" if package(mark).path() else f"needs the package {package(mark).name}"


def _uses_database(item: pytest.Item) -> bool:
    kind = getattr(item, "cls", None)
    return bool(
        item.get_closest_marker("django_db")
        or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        or (kind and issubclass(kind, TransactionTestCase))
    )


@pytest.fixture(scope="session")
def chromium() -> str | None:
    """The path of the browser, for playwright's `executable_path`."""
    return package("browser").path()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On SQLite the tables are copied into this process; on PostgreSQL each database is made with them (`./test`)."""
    if connection.vendor == "sqlite":
        connection.creation.create_test_db = _copied_tables


def _copied_tables(**how: object) -> str:
    connection.close()
    name = connection.creation._get_test_db_name()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with closing(sqlite3.connect(tables())) as made:
        made.backup(connection.connection)
    return name


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """After a test with real transactions every row is deleted; the guard of the record lets that pass."""
    guard = import_module("thuocdo.audit.migrations.0002_append_only")
    flush = connection.ops.execute_sql_flush

    def flush_the_record_too(statements: list[str]) -> None:
        guard.unguard(None, connection.schema_editor())
        flush(statements)
        guard.guard(None, connection.schema_editor())

    connection.ops.execute_sql_flush = flush_the_record_too
