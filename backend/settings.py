"""Every setting of Diapason, read once from the environment and `.env`, then passed down."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-secret-known-to-everyone"
SECRET_LENGTH = 32
DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def home() -> Path:
    """The checkout when there is one, else the current folder: where `var/` and `.env` live."""
    return ROOT if (ROOT / "pyproject.toml").exists() else Path.cwd()


class Settings(BaseSettings):
    """One frozen value per `DIAPASON_*` variable. Neither `repr` nor a refusal shows a secret."""

    model_config = SettingsConfigDict(
        env_prefix="DIAPASON_",
        env_file=home() / ".env",
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    mode: Literal["production", "development", "demo"] = Field(
        "production", description="`production` refuses to start half-configured; `development` does not"
    )
    database_url: str = Field(
        "", description="`postgresql://…`, `postgresql+psycopg://…` or `sqlite+aiosqlite:///…`"
    )
    secret_key: SecretStr = Field(
        SecretStr(DEMO_SECRET),
        description="Signs cookies, wraps open surveys’ keys: 32 characters or more, known to nobody",
    )
    secret_key_previous: SecretStr = Field(
        SecretStr(""),
        description="Earlier ones, newest first, apart by commas: what they signed is still known; see "
        "docs/operations.md",
    )
    base_url: str = Field("http://127.0.0.1:8000", description="The address people type, https in production")
    oidc_issuer: str = Field("", description="The company's OpenID Connect provider")
    oidc_client_id: str = Field("diapason", description="What the provider calls this application")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="What it proves itself with")
    oidc_scope: str = Field(
        "openid email profile", description="What is asked of it: add `groups` where groups need that"
    )
    oidc_group_roles: dict[str, str] = Field(
        default_factory=dict,
        description='Roles by group of the provider: `{"cx": "cx_leader@Company/Region"}`',
    )
    oidc_leavers: dict[str, bool | int | str] = Field(
        default_factory=dict,
        description='Claims of people who left the company: `{"active": false}`; see docs/operations.md',
    )
    oidc_api_audience: str = Field(
        "", description="The audience of the provider's tokens that tools call GraphQL with; none when empty"
    )
    smtp_url: str = Field("", description="`smtp://user:password@host:587`, or `smtps://` on 465")
    mail_from: str = Field("Diapason <diapason@localhost>", description="The sender of every mail")
    teams_url: SecretStr = Field(
        SecretStr(""), description="Tells people in Microsoft Teams; holds `{email}`, see docs/operations.md"
    )
    slack_url: SecretStr = Field(SecretStr(""), description="The same, in Slack")
    sms_url: SecretStr = Field(SecretStr(""), description="The same, by SMS; holds `{mobile}`")
    digest_rate: int = Field(100, ge=0, description="Letters of an issue sent in a second; 0 for no limit")
    digest_lines: int = Field(8, ge=4, le=16, description="Connections to the mail server kept meanwhile")
    metrics_token: SecretStr = Field(
        SecretStr(""), description="Who sends it reads `/metrics`; nobody when empty"
    )
    htmx_url: str = Field("", description="The company's own copy of htmx.min.js; the CDN's when empty")
    default_locale: Literal["fr", "en"] = Field("fr", description="When a browser asks for neither language")
    time_zone: str = Field("Europe/Paris", description="The company's: its days, timetable and new people")
    session_idle_minutes: int = Field(12 * 60, ge=1, description="Signed out after this long unused")
    session_absolute_hours: int = Field(7 * 24, ge=1, description="Signed out after this long in all")
    shared_phone_minutes: int = Field(10, ge=1, description="The same, on a shared phone")
    audit_days: int = Field(365, ge=30, description="Days the audit is kept, then forgotten at night")
    letter_days: int = Field(90, ge=7, description="The same, of what people were told and sent")
    comment_months: int = Field(
        24, ge=1, le=24, description="Months comments of a pulse are kept, then erased"
    )
    mails_a_day: int = Field(5, ge=1, description="Gathered mails to one person in a day, at most")
    calls_a_minute: int = Field(1200, ge=1, description="GraphQL calls of one token or browser, by process")
    acts_a_minute: int = Field(240, ge=1, description="Forms posted by one browser, by process")
    arrivals_a_minute: int = Field(300, ge=1, description="Sign-ins from one address, by process")
    coverage_target: int = Field(40, ge=1, description="Colleagues per ambassador to aim for")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value:
            try:
                driver = make_url(value).drivername
            except ArgumentError as error:
                raise ValueError("is not a database address") from error
            if driver not in DRIVERS:
                raise ValueError(
                    "must start with postgresql://, postgresql+psycopg:// or sqlite+aiosqlite:///"
                )
        return value

    @field_validator("base_url", "oidc_issuer")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not re.match(r"https?://[^/\s]+", value):
            raise ValueError("must be a web address, such as https://diapason.example.com")
        return value

    @field_validator("base_url")
    @classmethod
    def _without_last_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("teams_url", "slack_url", "sms_url")
    @classmethod
    def _reaches_one_person(cls, value: SecretStr, about: ValidationInfo) -> SecretStr:
        whom = "{mobile}" if about.field_name == "sms_url" else "{email}"
        if value.get_secret_value() and whom not in value.get_secret_value():
            raise ValueError(f"must hold {whom}, or everybody's messages would go to one place")
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("is not a time zone's name, such as Europe/Paris")
        return value

    @cached_property
    def database(self) -> URL:
        """The database address with the driver this product uses; SQLite in `var/` by default."""
        if not self.database_url:
            return make_url(f"sqlite+aiosqlite:///{home() / 'var' / 'diapason.db'}")
        url = make_url(self.database_url)
        return url.set(drivername=DRIVERS[url.drivername])

    @cached_property
    def secret_keys(self) -> tuple[str, ...]:
        """The secret in force, then those before it that are still known, newest first."""
        earlier = (one.strip() for one in self.secret_key_previous.get_secret_value().split(","))
        return self.secret_key.get_secret_value(), *(one for one in earlier if one)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The company's time zone, used where a reader has none."""
        return ZoneInfo(self.time_zone)

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        for name, value in super().__repr_args__():
            yield name, _without_password(value) if isinstance(value, str) else value


def unreadable(error: ValidationError) -> list[str]:
    """Why the settings could not be read, one readable sentence each, without the values."""
    sentences = []
    for one in error.errors(include_input=False, include_url=False):
        name = f"DIAPASON_{'_'.join(map(str, one['loc'][:1])).upper()}"
        sentences.append(f"{name} {one['msg'].removeprefix('Value error, ')}.")
    return sentences


def _without_password(value: str) -> str:
    return re.sub(r"(?<=://)[^/@]*@", "***@", value)
