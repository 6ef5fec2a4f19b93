"""What the environment says: read once, frozen, handed down (part 8 of the specification)."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dotenv import dotenv_values
from msgspec import Struct


class BadSettings(Exception):
    """A setting that cannot be; the message says which, and what to do."""


class Settings(Struct, frozen=True, kw_only=True):
    """The settings of one server. `data` is a folder that exists; `retention_days` counts whole days."""

    host: str
    port: int
    public_url: str | None
    data: Path
    database_url: str
    redis_url: str | None
    workers: int
    instance_key: str
    retention_days: int
    log: str

    @property
    def embedded(self) -> bool:
        """Whether the database is SQLite, which belongs to one process alone."""
        return self.database_url.startswith("sqlite")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings from the environment and, beneath it, an `.env` file; BadSettings says what is wrong."""
    if environment is None:
        dotenv = {name: value for name, value in dotenv_values(".env").items() if value is not None}
        environment = {**dotenv, **os.environ}
    data = Path(_text(environment, "DATA") or "var").resolve()
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings = Settings(
        host=_text(environment, "HOST") or "0.0.0.0",  # noqa: S104  # a hall's phones come from outside
        port=_number(environment, "PORT", 8000, 1, 65535),
        public_url=_public_url(environment),
        data=data,
        database_url=_text(environment, "DATABASE_URL") or f"sqlite:///{data / 'themenwand.sqlite3'}",
        redis_url=_text(environment, "REDIS_URL"),
        workers=_number(environment, "WORKERS", 1, 1, 256),
        instance_key=_text(environment, "INSTANCE_KEY") or _kept_key(data / "instance.key"),
        retention_days=_number(environment, "RETENTION_DAYS", 90, 1, 36_500),
        log=_choice(environment, "LOG", ("info", "debug", "warning", "error")),
    )
    if settings.workers > 1 and settings.embedded:
        raise BadSettings(
            "THEMENWAND_WORKERS is more than 1, but SQLite belongs to one process: "
            "set THEMENWAND_DATABASE_URL to a postgresql:// address, or leave WORKERS at 1."
        )
    if settings.workers > 1 and settings.redis_url is None:
        raise BadSettings(
            "THEMENWAND_WORKERS is more than 1, and the workers need a Redis to hear of each other: "
            "set THEMENWAND_REDIS_URL to a redis:// address, or leave WORKERS at 1."
        )
    return settings


def _text(environment: Mapping[str, str], name: str) -> str | None:
    return environment.get(f"THEMENWAND_{name}", "").strip() or None


def _number(environment: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = _text(environment, name)
    if text is None:
        return default
    if not text.isdecimal() or not least <= int(text) <= most:
        raise BadSettings(f"THEMENWAND_{name} is {text!r}; it is a number from {least} to {most}.")
    return int(text)


def _choice(environment: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """One of these words; the first is the default."""
    text = _text(environment, name) or choices[0]
    if text not in choices:
        raise BadSettings(f"THEMENWAND_{name} is {text!r}; it is one of {', '.join(choices)}.")
    return text


def _public_url(environment: Mapping[str, str]) -> str | None:
    url = _text(environment, "PUBLIC_URL")
    if url is not None and not url.startswith(("http://", "https://")):
        raise BadSettings(f"THEMENWAND_PUBLIC_URL is {url!r}; it starts with http:// or https://.")
    return url.rstrip("/") if url else None


def _kept_key(file: Path) -> str:
    """The instance key made at the first start; only its owner may read the file."""
    if not file.exists():
        # Who reads it beside us must find a whole key: it is written aside, and the first to link it wins.
        made = file.with_name(f"{file.name}.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(32) + "\n")
        with suppress(FileExistsError):
            os.link(made, file)
        made.unlink()
    return file.read_text().strip()
