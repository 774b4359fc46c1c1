"""A row of the people file, checked by itself: pure, one row at a time, nothing of the database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from backend.core.i18n import LOCALES
from backend.identity.importing.report import ImportReport
from backend.identity.importing.sheet import Record, Sheet, records
from backend.identity.models import PersonStatus
from backend.identity.names import filed_under, sought

REQUIRED = (
    "external_id",
    "email",
    "given_name",
    "family_name",
    "locale",
    "job_family",
    "site_code",
    "site_name",
    "region",
    "unit_path",
    "manager_external_id",
    "status",
)
OPTIONAL = ("unit_head", "customer_facing", "time_zone", "mobile")
FILLED = ("external_id", "email", "given_name", "family_name", "site_code", "unit_path", "status")
LONGEST = {
    "external_id": 120,
    "email": 254,
    "given_name": 120,
    "family_name": 120,
    "job_family": 120,
    "site_code": 40,
    "site_name": 120,
    "region": 80,
    "unit_path": 1000,
    "manager_external_id": 120,
    "unit_head": 120,
}
YES = frozenset({"1", "true", "yes", "y", "oui", "o", "vrai", "x"})
NO = frozenset({"0", "false", "no", "n", "non", "faux"})

_EMAIL = re.compile(
    r"[^@\s\x00-\x20\"(),:;<>\[\]\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,62}"
)
_MOBILE = re.compile(r"\+[1-9][0-9]{6,14}")
_BETWEEN_DIGITS = re.compile(r"[\s.()-]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A readable row. None means that the file says nothing about it."""

    line: int
    position: float
    external_id: str
    email: str
    given_name: str
    family_name: str
    locale: str | None
    time_zone: str | None
    mobile: str | None
    """Empty where the file says that there is none any more."""
    status: PersonStatus
    job_family: str | None
    customer_facing: bool | None
    site_code: str
    site_name: str | None
    region: str | None
    unit_path: str
    manager_external_id: str | None
    head_external_id: str | None
    """Whom the row says heads its unit: the person themselves for a plain yes."""
    denies_head: bool
    """The row says that this person does not head their unit."""

    @property
    def search(self) -> str:
        return sought(self.given_name, self.family_name, self.email)

    @property
    def sort_name(self) -> str:
        return filed_under(self.given_name, self.family_name)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A row that says something impossible; it is in the report already."""

    line: int
    position: float
    external_id: str


def people_rows(sheet: Sheet, report: ImportReport) -> Iterator[PersonLine | RefusedLine]:
    """The rows of a people file, each checked by itself. Errors: UnreadableSheet."""
    for record in records(sheet, REQUIRED, OPTIONAL):
        problems = {"": record.problem} if record.problem else dict(_problems(record.cells))
        for field, reason in problems.items():
            report.refuse(record.line, field, reason)
        if problems:
            yield RefusedLine(record.line, record.position, record.cells["external_id"][:120])
        else:
            yield _row(record)


def unit_names(path: str) -> list[str]:
    """« Télénova / Bretagne » as its names, from the top down."""
    return [part.strip() for part in path.split("/")]


def _problems(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for field in FILLED:
        if not cells[field]:
            yield field, "it is empty"
    for field, value in cells.items():
        if _CONTROL.search(value):
            yield field, "it holds a line break or a character that cannot be printed"
        elif len(value) > LONGEST.get(field, 120):
            yield field, f"it is longer than {LONGEST.get(field, 120)} characters"
    if cells["email"] and not _EMAIL.fullmatch(cells["email"]):
        yield "email", "it is not an e-mail address"
    if cells["status"] and cells["status"].lower() not in set(PersonStatus):
        yield "status", "it must be active or inactive"
    if cells["locale"] and _language(cells["locale"]) not in LOCALES:
        yield "locale", f"it must be one of {', '.join(LOCALES)}"
    names = unit_names(cells["unit_path"])
    if cells["unit_path"] and not all(names):
        yield "unit_path", "it has an empty part between two slashes"
    elif any(len(name) > 120 for name in names):
        yield "unit_path", "a unit's name is longer than 120 characters"
    if cells.get("time_zone") and cells["time_zone"] not in _zones():
        yield "time_zone", "it is not a time zone such as Europe/Paris"
    if (mobile := _digits(cells.get("mobile", ""))) and not _MOBILE.fullmatch(mobile):
        yield "mobile", "it is not a telephone number such as +33612345678"
    if cells.get("customer_facing") and cells["customer_facing"].lower() not in YES | NO:
        yield "customer_facing", "it must be yes or no"


def _row(record: Record) -> PersonLine:
    cells = record.cells
    head, facing = cells.get("unit_head", ""), cells.get("customer_facing", "").lower()
    denies = head.lower() in NO
    return PersonLine(
        line=record.line,
        position=record.position,
        external_id=cells["external_id"],
        email=cells["email"].lower(),
        given_name=cells["given_name"],
        family_name=cells["family_name"],
        locale=_language(cells["locale"]) or None,
        time_zone=cells.get("time_zone") or None,
        mobile=_digits(cells["mobile"]) if "mobile" in cells else None,
        status=PersonStatus(cells["status"].lower()),
        job_family=cells["job_family"] or None,
        customer_facing=facing in YES if facing else None,
        site_code=cells["site_code"],
        site_name=cells["site_name"] or None,
        region=cells["region"] or None,
        unit_path="/".join(unit_names(cells["unit_path"])),
        manager_external_id=cells["manager_external_id"] or None,
        head_external_id=cells["external_id"] if head.lower() in YES else None if denies else head or None,
        denies_head=denies,
    )


def _digits(mobile: str) -> str:
    return _BETWEEN_DIGITS.sub("", mobile)


def _language(locale: str) -> str:
    return locale.lower().replace("_", "-").split("-")[0]


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
