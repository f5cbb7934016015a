"""Typed readers of the environment. A value that cannot be understood stops the start, by name."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None, *, environment: Mapping[str, str] = os.environ) -> str:
    """The variable as it stands; ImproperlyConfigured where it is missing, or empty, and has no default."""
    value = environment.get(name, default)
    if value is None or (not value and default is None):
        raise ImproperlyConfigured(f"{name} must be set.")
    return value


def flag(name: str, *, default: bool, environment: Mapping[str, str] = os.environ) -> bool:
    raw = environment.get(name)
    if raw is None:
        return default
    if raw.lower() in _TRUE:
        return True
    if raw.lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {raw!r}.")


def whole_number(name: str, *, default: int, environment: Mapping[str, str] = os.environ) -> int:
    raw = environment.get(name)
    if raw is None:
        return default
    try:
        return int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}.") from None


def one_of(name: str, choices: Sequence[str], *, default: str, environment: Mapping[str, str] = os.environ) -> str:
    value = environment.get(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def listing(name: str, *, default: Sequence[str] = (), environment: Mapping[str, str] = os.environ) -> list[str]:
    """Comma-separated values, blanks dropped."""
    raw = environment.get(name)
    return list(default) if raw is None else [part.strip() for part in raw.split(",") if part.strip()]


def folder(name: str, *, default: Path, environment: Mapping[str, str] = os.environ) -> Path:
    return Path(environment.get(name) or default).expanduser().resolve()


def database(name: str, *, default: str | None = None, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's database settings of sqlite:///... or postgres://..., tuned as measured (docs/scaling.md)."""
    settings = environ.Env.db_url_config(environment.get(name) or text(name, default, environment={}))  # empty is unset
    engine = settings.get("ENGINE", "")
    if engine.endswith("sqlite3"):
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
        }
    elif engine.endswith("postgresql"):
        settings["HOST"] = unquote(settings.get("HOST", ""))  # a socket's folder is percent-encoded in an address
        settings["CONN_MAX_AGE"] = 600
        settings["CONN_HEALTH_CHECKS"] = True
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "options": "-c jit=off"}
    else:
        raise ImproperlyConfigured(f"{name} must be sqlite:///... or postgres://..., not {engine or 'nothing'}.")
    return settings
