"""Settings: what is read, what is refused, and what is never shown."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from backend.cli import findings
from backend.cli.half_configured import problems
from backend.settings import DEMO_SECRET, Settings, home, unreadable
from tests.environment import environment

GOOD = {
    "mode": "production",
    "secret_key": SecretStr("a-secret-of-forty-characters-for-a-test"),
    "base_url": "https://diapason.example",
    "oidc_issuer": "https://id.example",
}

LOOKS_AT = {
    "secret": findings.secret,
    "address": findings.base_url,
    "sign-in": findings.issuer,
    "tools": findings.tools,
}


def settings(**values: object) -> Settings:
    return Settings.model_validate({**GOOD, **values})


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite+aiosqlite:////data/d.db", "sqlite+aiosqlite"),
        ("postgresql://ines@db/diapason", "postgresql+psycopg"),
        ("postgresql+psycopg://ines@db/diapason", "postgresql+psycopg"),
    ],
)
def test_three_ways_to_write_a_database_are_read(given: str, driver: str) -> None:
    assert settings(database_url=given).database.drivername == driver


def test_without_a_database_the_checkouts_own_file_is_used() -> None:
    assert settings().database.database == str(home() / "var" / "diapason.db")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", "mysql://ines:hidden@db/diapason"),
        ("database_url", "hidden"),
        ("base_url", "hidden.example"),
        ("time_zone", "Europe/Hidden"),
        ("default_locale", "hidden"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named_and_not_shown(name: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        settings(**{name: value})
    [sentence] = unreadable(refused.value)
    assert sentence.startswith(f"DIAPASON_{name.upper()} ")
    assert "idden" not in sentence
    assert "idden" not in str(refused.value)


def test_what_a_process_is_given_in_tests_is_nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIAPASON_ACTS_A_MINUTE", "1")
    for name, value in environment(base_url="https://diapason.example").items():
        monkeypatch.setenv(name, value)
    bare = {
        name: field.get_default(call_default_factory=True) for name, field in Settings.model_fields.items()
    }
    assert Settings().model_dump() == bare | {"mode": "development", "base_url": "https://diapason.example"}


def test_what_is_printed_of_settings_holds_no_secret() -> None:
    shown = repr(
        settings(
            secret_key=SecretStr("hush-1"),
            secret_key_previous=SecretStr("hush-0"),
            oidc_client_secret=SecretStr("hush-2"),
            database_url="postgresql://diapason:hush-3@db/diapason",
            smtp_url="smtp://diapason:hush-4@mail:587",
        )
    )
    assert "hush" not in shown
    assert "mail:587" in shown


@pytest.mark.parametrize("name", ["teams_url", "slack_url", "sms_url"])
def test_a_channel_whose_address_names_nobody_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match=r"must hold \{(email|mobile)\}"):
        settings(**{name: SecretStr("json://gateway.example/all")})


def test_production_is_refused_once_for_each_thing_that_is_missing() -> None:
    bare = settings(secret_key=SecretStr(DEMO_SECRET), base_url="http://127.0.0.1:8000", oidc_issuer="")
    names = [sentence.split()[0] for sentence in problems(bare)]
    assert names == ["DIAPASON_SECRET_KEY", "DIAPASON_BASE_URL", "DIAPASON_OIDC_ISSUER"]
    assert [sentence.split()[0] for sentence in problems(settings(secret_key=SecretStr("short")))] == [
        "DIAPASON_SECRET_KEY"
    ]
    earlier = SecretStr(f"{'x' * 40}, {DEMO_SECRET}")
    assert [one.split()[0] for one in problems(settings(secret_key_previous=earlier))] == [
        "DIAPASON_SECRET_KEY_PREVIOUS"
    ]
    assert problems(settings(secret_key_previous=SecretStr(f"{'x' * 40},{'y' * 40}"))) == []
    assert [one.split()[0] for one in problems(settings(oidc_issuer="http://id.example"))] == [
        "DIAPASON_OIDC_ISSUER"
    ]
    assert problems(settings()) == []
    assert problems(bare.model_copy(update={"mode": "development"})) == []


@pytest.mark.parametrize(
    ("about", "given"),
    [
        ("secret", {"secret_key": SecretStr(DEMO_SECRET)}),
        ("secret", {"secret_key": SecretStr("short")}),
        ("secret", {"secret_key_previous": SecretStr(DEMO_SECRET)}),
        ("secret", {"secret_key_previous": SecretStr(f"{'x' * 40},short")}),
        ("address", {"base_url": "http://diapason.example"}),
        ("sign-in", {"oidc_issuer": ""}),
        ("sign-in", {"oidc_issuer": "http://id.example"}),
        ("tools", {"oidc_api_audience": "diapason"}),
        ("tools", {"oidc_api_audience": "", "oidc_client_id": ""}),
    ],
)
async def test_whatever_forbids_serving_the_doctor_names_too(about: str, given: dict[str, object]) -> None:
    wrong = settings(**given)
    assert len(problems(wrong)) == 1
    found = await LOOKS_AT[about](wrong)
    assert (found.about, found.ok) == (about, False)
    assert "DIAPASON_" in found.mend


def test_a_file_beside_the_program_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text('DIAPASON_DEFAULT_LOCALE=en\nDIAPASON_OIDC_GROUP_ROLES={"cx": "cx_leader"}\n')
    monkeypatch.setitem(Settings.model_config, "env_file", file)
    read = Settings()
    assert (read.default_locale, read.oidc_group_roles) == ("en", {"cx": "cx_leader"})
