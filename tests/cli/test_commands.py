"""Commands for scripts: what they answer, and how they end."""

import json
import re
import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

from backend.cli import findings
from tests.cli.command import Ended, diapason


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that has its tables and nothing else, to copy."""
    file = tmp_path_factory.mktemp("migrated") / "diapason.db"
    ended = diapason("migrate", database_url=f"sqlite+aiosqlite:///{file}")
    assert (ended.code, ended.out) == (0, ""), ended.err
    return file


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{shutil.copy(migrated, tmp_path)}"


@pytest.fixture
def ines(database: str) -> str:
    """A database where Inès works."""
    with sqlite3.connect(database.removeprefix("sqlite+aiosqlite:///")) as connection:
        connection.execute(
            "INSERT INTO person (id, email, mobile, given_name, family_name, search, sort_name, locale,"
            " time_zone, theme, status, level, created_at) VALUES ('019a0000000070008000000000000001',"
            " 'ines.marchetti@telenova.example', '', 'Inès', 'Marchetti', '', '', 'fr', 'Europe/Paris',"
            " 'system', 'active', 0, '2026-01-01 00:00:00')"
        )
    connection.close()
    return database


def test_migrating_twice_is_safe_and_going_down_leaves_nothing(database: str) -> None:
    assert "already" in diapason("migrate", database_url=database).err
    assert diapason("migrate", "--down", "--to", "base", database_url=database).code == 0
    with sqlite3.connect(database.removeprefix("sqlite+aiosqlite:///")) as connection:
        tables = {
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        }
    connection.close()
    assert tables == {"alembic_version"}


def test_an_unknown_version_is_a_sentence(database: str) -> None:
    ended = diapason("migrate", "--to", "9999", database_url=database)
    assert ended.code == 2
    assert "9999" in ended.err
    assert "Traceback" not in ended.err


def test_a_token_is_printed_once_listed_without_its_secret_and_revoked(ines: str) -> None:
    made = diapason(
        *("token", "create", "--email", "Ines.Marchetti@telenova.example"),
        *("--scope", "circles:read", "--scope", "identity:read", "--name", "Intranet", "--json"),
        database_url=ines,
    )
    assert made.code == 0, made.err
    token = json.loads(made.out)
    assert token["token"].startswith("diap_")
    listed = diapason("token", "list", "--json", database_url=ines)
    [row] = json.loads(listed.out)
    assert (row["name"], row["scopes"]) == ("Intranet", ["circles:read", "identity:read"])
    assert token["token"] not in listed.out
    assert diapason("token", "revoke", token["id"], database_url=ines).code == 0
    assert diapason("token", "revoke", token["id"], database_url=ines).code == 2


def test_a_token_without_a_name_is_called_after_who_made_it_and_when(
    ines: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "maud")
    asked = ("token", "create", "--email", "ines.marchetti@telenova.example", "--scope", "read")
    assert diapason(*asked, database_url=ines).code == 0
    [row] = json.loads(diapason("token", "list", "--json", database_url=ines).out)
    assert re.fullmatch(r"maud, \d{4}-\d\d-\d\d \d\d:\d\d", row["name"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--email", "nobody@telenova.example", "--scope", "read"), "nobody@telenova.example"),
        (("--email", "ines.marchetti@telenova.example", "--scope", "circles:delete"), "scopes"),
        (("--email", "ines.marchetti@telenova.example", "--scope", "read", "--days", "400"), "days"),
    ],
)
def test_a_token_that_cannot_be_made_says_why_and_makes_none(
    ines: str, arguments: tuple[str, ...], said: str
) -> None:
    ended = diapason("token", "create", *arguments, database_url=ines)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert diapason("token", "list", database_url=ines).out == ""


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_production_lists_everything_that_is_missing(database: str, command: str) -> None:
    ended = diapason(command, database_url=database)
    assert ended.code == 2
    assert [line.split()[0] for line in ended.err.splitlines()] == [
        "DIAPASON_SECRET_KEY",
        "DIAPASON_BASE_URL",
        "DIAPASON_OIDC_ISSUER",
    ]


def in_development(*arguments: str, url: str) -> Ended:
    return diapason(*arguments, mode="development", database_url=url)


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_an_old_database_names_the_command_that_mends_it(tmp_path: Path, command: str) -> None:
    ended = in_development(command, url=f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")
    assert ended.code == 2
    assert "diapason migrate" in ended.err


def test_a_proxy_whose_name_nobody_would_look_up_is_refused(database: str) -> None:
    ended = in_development(
        "serve", "--trust-proxy", "10.0.0.4, nginx, 10.0.1.0/24, *, fd00::/8", url=database
    )
    assert ended.code == 2
    assert ended.err.splitlines() == ["--trust-proxy takes addresses and networks, not nginx."]


def test_the_first_administrator_is_appointed_once_and_by_nobody(ines: str) -> None:
    address = "ines.marchetti@telenova.example"
    assert diapason("appoint", address, database_url=ines).code == 0
    again = diapason("appoint", address, database_url=ines)
    assert (again.code, len(again.err.splitlines())) == (2, 1)
    assert "Nobody active" in diapason("appoint", "nobody@telenova.example", database_url=ines).err
    with sqlite3.connect(ines.removeprefix("sqlite+aiosqlite:///")) as connection:
        [held] = connection.execute("SELECT role, org_unit_id, granted_by_id FROM role_grant").fetchall()
        [told] = connection.execute("SELECT count(*) FROM event WHERE name = 'role.granted'").fetchall()
    connection.close()
    assert (held, told) == (("administrator", None, None), (1,))


def test_mail_of_this_machine_is_no_mail_of_a_company(database: str) -> None:
    given = {"database_url": database, "smtp_url": "smtp://127.0.0.1:1"}
    found = {one["about"]: one for one in json.loads(diapason("doctor", "--json", **given).out)}
    assert "DIAPASON_MAIL_FROM" in found["mail"]["mend"]
    named = diapason("doctor", "--json", **given, mail_from="Diapason <diapason@telenova.example>")
    found = {one["about"]: one for one in json.loads(named.out)}
    assert "DIAPASON_SMTP_URL" in found["mail"]["mend"]


def test_a_taken_port_is_one_sentence(database: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for command in (("serve", "--port", port), ("demo", "--port", port)):
            ended = in_development(*command, url=database)
            assert ended.code == 2
            assert ended.err.splitlines() == [
                f"Port {port} on 127.0.0.1 is taken: stop what listens there, or choose another port."
            ]


def test_a_database_that_does_not_answer_is_one_sentence() -> None:
    ended = in_development("serve", url="postgresql://nobody@127.0.0.1:1/none")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    assert "does not answer" in ended.err


def test_the_doctor_names_each_ill_and_its_remedy_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A machine that does much else opens a database in more than five seconds.
    monkeypatch.setattr(findings, "WAIT_SECONDS", 60)
    ended = diapason(
        "doctor",
        "--json",
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'new.db'}",
        smtp_url="smtp://127.0.0.1:1",
        oidc_issuer="http://127.0.0.1:1",
        oidc_group_roles='{"cx": "king"}',
    )
    assert ended.code == 1, ended.err
    found = {one["about"]: one for one in json.loads(ended.out)}
    ill = {about for about, one in found.items() if not one["ok"]}
    assert ill == {"database", "secret", "kept", "address", "sign-in", "groups", "mail"}
    assert all(found[about]["mend"] for about in ill)
    assert "diapason migrate" in found["database"]["mend"]


def test_a_new_secret_has_nothing_to_wrap_where_nothing_is_wrapped(database: str) -> None:
    secrets = {"secret_key": "n" * 40, "secret_key_previous": "o" * 40}
    ended = diapason("rewrap", "--json", database_url=database, **secrets)
    assert (ended.code, json.loads(ended.out)) == (0, {"keys of open surveys": {}, "secrets of webhooks": {}})
    ended = diapason("doctor", "--json", database_url=database, **secrets)
    found = {one["about"]: one["ok"] for one in json.loads(ended.out)}
    assert (found["secret"], found["kept"]) == (True, True)


def test_settings_that_cannot_be_read_end_every_command_with_their_names() -> None:
    ended = diapason("doctor", time_zone="Europe/Nowhere", database_url="mysql://x")
    assert ended.code == 2
    assert sorted(line.split()[0] for line in ended.err.splitlines()) == [
        "DIAPASON_DATABASE_URL",
        "DIAPASON_TIME_ZONE",
    ]


def test_reports_of_another_tool_come_in_once(database: str, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    header = "title,body,kind,created_at,author_email,status,external_reference\n"
    good, bad = "Deux files,,irritant,2026-03-31,,,T-1\n", "Deux files,,dream,2026-03-31,,,T-2\n"
    for text, code, created, unchanged in ((bad, 2, 0, 0), (good + bad, 1, 1, 0), (good, 0, 0, 1)):
        file.write_text(header + text, encoding="utf-8")
        ended = diapason("import", "reports", str(file), "--json", database_url=database)
        said = json.loads(ended.out)
        assert list(said) == ["created", "updated", "deactivated", "unchanged", "bad", "warnings"]
        assert (ended.code, said["created"], said["unchanged"]) == (code, created, unchanged), ended.err
        assert [one["field"] for one in said["bad"]] == ["kind"] * (bad in text)


def test_people_and_their_sites_come_from_the_company_s_files(database: str, tmp_path: Path) -> None:
    people, sites = tmp_path / "people.csv", tmp_path / "sites.csv"
    people.write_text(
        "external_id,email,given_name,family_name,locale,job_family,site_code,site_name,region,unit_path,"
        "manager_external_id,status\n"
        "1,helene@telenova.example,Hélène,Vasseur,fr,,PAR,Paris,Île-de-France,Télénova,,active\n"
        "2,ines@telenova.example,Inès,Marchetti,fr,,BDX,Bordeaux,Nouvelle-Aquitaine,Télénova/Boutique,1,active\n"
        "3,,Karim,Benhaddou,fr,,BDX,Bordeaux,Nouvelle-Aquitaine,Télénova/Boutique,1,active\n",
        encoding="utf-8",
    )
    sites.write_text("site_code,latitude,longitude,head_office\nBDX,44.84,-0.58,no\n", encoding="utf-8")
    for file, code, made, again in ((people, 1, "created", "unchanged"), (sites, 0, "updated", "unchanged")):
        for counted in (made, again):
            ended = diapason("import", file.stem, str(file), "--json", database_url=database)
            said = json.loads(ended.out)
            expected = {"created": 0, "updated": 0, "unchanged": 0} | {counted: 2 if file is people else 1}
            assert (ended.code, {kind: said[kind] for kind in expected}) == (code, expected), ended.err
            assert [one["field"] for one in said["bad"]] == ["email"] * (file is people)
    told = diapason("import", "people", str(people), database_url=database)
    assert told.code == 1
    assert "email" in told.err
