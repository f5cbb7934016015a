"""Promises the database keeps by itself: what was asked, said and released is never rewritten, whoever tries.

Triggers on UPDATE only; deletion is ruled by RESTRICT keys, and for rows that no key points at by models.kept. They are made
again after every migrate, since SQLite loses them whenever Django rebuilds a table, and a system check names those that are
missing. A guard that looks at a second table is taken down while migrations run: SQLite would refuse to rebuild that table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses an UPDATE of `table` for which `when` holds, an SQL condition on OLD and NEW that both vendors read alike."""

    table: str
    promise: str
    message: str
    when: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_{self.promise}"

    @property
    def looks_at_another_table(self) -> bool:
        return "SELECT" in self.when


_FIELDED = "OLD.state NOT IN ('draft', 'approved')"
_OTHER_STRUCTURE = (
    "(SELECT structure_hash FROM surveys_questionnaireversion WHERE id = OLD.version_id)"
    " <> (SELECT structure_hash FROM surveys_questionnaireversion WHERE id = NEW.version_id)"
)
_PUBLISHED = "EXISTS (SELECT 1 FROM surveys_questionnaireversion WHERE questionnaire_id = OLD.id)"

GUARDS = (
    Guard("surveys_questionnaireversion", "never_changes", "a published questionnaire version never changes"),
    Guard("surveys_codeentry", "never_changes", "a code in use keeps its meaning"),
    Guard("surveys_waveobjectives", "never_changes", "the objectives of a wave never change"),
    Guard("surveys_response", "never_changes", "a response never changes"),
    Guard(
        "surveys_textanswer",
        "keeps_what_was_said",
        "a text that was written in answer never changes; what is shown of it may",
        "OLD.text <> NEW.text OR OLD.variable <> NEW.variable OR OLD.wave_id <> NEW.wave_id",
    ),
    Guard(
        "departments_program",
        "keeps_its_number",
        "the number of a program stands in stored answers and never changes",
        "OLD.number <> NEW.number",
    ),
    Guard(
        "surveys_questionnaire",
        "keeps_its_code",
        "a published questionnaire keeps its code",
        f"OLD.code <> NEW.code AND {_PUBLISHED}",
    ),
    Guard(
        "surveys_comparison",
        "keeps_its_variable",
        "a comparison keeps its versions and its variable",
        "OLD.earlier_id <> NEW.earlier_id OR OLD.later_id <> NEW.later_id OR OLD.code <> NEW.code",
    ),
    Guard(
        "surveys_comparison",
        "keeps_its_decision",
        "a decision is replaced by another one, never taken back",
        "OLD.decided <> '' AND (NEW.decided = '' OR OLD.proposed <> NEW.proposed)",
    ),
    Guard("surveys_releasedtable", "never_changes", "a released table never changes"),
    Guard("surveys_publishedgroup", "never_changes", "the ledger of what was published never changes"),
    Guard(
        "surveys_wave",
        "keeps_its_key",
        "the key of an opened wave never changes",
        f"{_FIELDED} AND OLD.public_key IS NOT NULL AND (NEW.public_key IS NULL OR OLD.public_key <> NEW.public_key)",
    ),
    Guard(
        "surveys_wave",
        "keeps_its_promises",
        "mode, pilot, questionnaire and structure of an opened wave never change",
        f"{_FIELDED} AND (OLD.mode <> NEW.mode OR OLD.pilot <> NEW.pilot OR OLD.questionnaire_id <> NEW.questionnaire_id)",
    ),
    Guard(
        "surveys_wave",
        "keeps_its_structure",
        "an opened wave moves only to a version of the same structure",
        f"{_FIELDED} AND OLD.version_id <> NEW.version_id AND {_OTHER_STRUCTURE}",
    ),
    Guard(
        "surveys_wave",
        "never_reopens",
        "a closed wave stays closed",
        f"{_FIELDED} AND (NEW.state IN ('draft', 'approved') OR (OLD.state <> 'open' AND NEW.state = 'open'))",
    ),
)


def stand_aside(*, using: str, plan: Sequence[object] = (), **_signal: Any) -> None:
    """Receiver of pre_migrate: what would keep SQLite from rebuilding a table is taken down until `install`."""
    connection = connections[using]
    if connection.vendor != "sqlite" or not plan:
        return
    with connection.cursor() as cursor:
        for guard in GUARDS:
            if guard.looks_at_another_table:
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}")


def install(*, using: str, **_signal: Any) -> None:
    """Receiver of post_migrate, and safe to repeat. Tables that are not there (a partial migration) are passed over."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    guards = [guard for guard in GUARDS if guard.table in tables]
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in _statements(guard, connection.vendor):
                cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards whose table exists and whose trigger does not."""
    listing = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(listing)
        present = {name for (name,) in cursor.fetchall()}
    return [guard.name for guard in GUARDS if guard.table in tables and guard.name not in present]


def check_guards(app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """System check, tag `databases`: run by migrate and by check --database.

    Silent while migrations of this app are still to be applied: migrate checks before it begins, and makes every guard at its end.
    """
    return [
        Error(
            f"The database guard {name} is missing from {alias}.",
            hint="manage.py migrate --skip-checks makes every guard again.",
            id="surveys.E001",
        )
        for alias in databases or ()
        if not _behind(connections[alias])
        for name in missing(connections[alias])
    ]


def _behind(connection: BaseDatabaseWrapper) -> bool:
    executor = MigrationExecutor(connection)
    latest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "surveys"]
    return bool(executor.migration_plan(latest))


def _statements(guard: Guard, vendor: str) -> list[str]:
    # Names and messages are constants of this module: nothing in these statements comes from outside.
    if vendor == "postgresql":
        condition = guard.when or "true"
        return [
            f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {condition} THEN RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$",
            f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
            f"CREATE TRIGGER {guard.name} BEFORE UPDATE ON {guard.table} FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
        ]
    condition = f"WHEN {guard.when} " if guard.when else ""
    return [
        f"DROP TRIGGER IF EXISTS {guard.name}",
        f"CREATE TRIGGER {guard.name} BEFORE UPDATE ON {guard.table} {condition}BEGIN SELECT RAISE(ABORT, '{guard.message}'); END",
    ]
