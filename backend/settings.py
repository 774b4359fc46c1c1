"""Every setting of Diapason, read once from the environment and `.env`, then passed down."""

from functools import cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-secret-known-to-everyone"


def home() -> Path:
    """The checkout when there is one, else the current folder: where `var/` and `.env` live."""
    return ROOT if (ROOT / "pyproject.toml").exists() else Path.cwd()


class Settings(BaseSettings):
    """One frozen value per `DIAPASON_*` variable."""

    model_config = SettingsConfigDict(
        env_prefix="DIAPASON_", env_file=home() / ".env", frozen=True, extra="ignore"
    )

    mode: Literal["production", "development", "demo"] = "production"
    database_url: str = ""
    secret_key: SecretStr = SecretStr(DEMO_SECRET)
    base_url: str = "http://127.0.0.1:8000"
    oidc_issuer: str = ""
    oidc_client_id: str = "diapason"
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_group_roles: dict[str, str] = Field(default_factory=dict)
    smtp_url: str = ""
    mail_from: str = "Diapason <diapason@localhost>"
    htmx_url: str = ""
    default_locale: Literal["fr", "en"] = "fr"
    time_zone: str = "Europe/Paris"
    company: str = "Télénova"
    session_idle_minutes: int = 12 * 60
    session_absolute_hours: int = 7 * 24
    shared_phone_minutes: int = 10
    coverage_target: int = 40

    @cached_property
    def database(self) -> URL:
        """The database address with the driver this product uses; SQLite in `var/` by default."""
        if not self.database_url:
            return make_url(f"sqlite+aiosqlite:///{home() / 'var' / 'diapason.db'}")
        url = make_url(self.database_url)
        if url.drivername in {"postgresql", "postgres"}:
            return url.set(drivername="postgresql+psycopg")
        if url.drivername == "sqlite":
            return url.set(drivername="sqlite+aiosqlite")
        return url

    @cached_property
    def zone(self) -> ZoneInfo:
        """The company's time zone, used where a reader has none."""
        return ZoneInfo(self.time_zone)
