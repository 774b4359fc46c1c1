"""Sites and job families as the people file states them: the last row wins, and a conflict is told once."""

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.ids import new_id
from backend.identity.importing.report import ImportReport
from backend.identity.importing.staging import KEPT, STAGED
from backend.identity.models import JOB_FAMILIES, SITES


async def keep_sites(session: Session, report: ImportReport) -> None:
    """Write every site the kept rows name; one warning for each whose rows disagree."""
    names = await _last_said(session, "site_code", "site_name")
    regions = await _last_said(session, "site_code", "region")
    known = {row.code: row for row in await session.execute(sa.select(SITES))}
    new, changed = [], []
    for code, (name, one_name) in names.items():
        region, one_region = regions[code]
        if not (one_name and one_region):
            report.warnings.append(
                f"Site {code}: its rows disagree; the last is kept ({name or code}, {region or 'no region'})."
            )
        old = known.get(code)
        if old is None:
            new.append({"id": new_id(), "code": code, "name": name or code, "region": region or ""})
        elif (name or old.name, region or old.region) != (old.name, old.region):
            changed.append({"_id": old.id, "_name": name or old.name, "_region": region or old.region})
    if new:
        await session.execute(sa.insert(SITES).values(head_office=False), new)
    if changed:
        await session.execute(
            sa.update(SITES)
            .where(SITES.c.id == sa.bindparam("_id"))
            .values(name=sa.bindparam("_name"), region=sa.bindparam("_region")),
            changed,
        )


async def keep_job_families(session: Session, report: ImportReport) -> None:
    """Write every job family the kept rows name, facing customers or not where the file says so."""
    said = await _last_said(session, "job_family", "customer_facing")
    known = {row.name: row for row in await session.execute(sa.select(JOB_FAMILIES))}
    new, changed = [], []
    for name, (facing, agreed) in said.items():
        if not agreed:
            report.warnings.append(f"Job family {name}: its rows disagree; the last one is kept.")
        old = known.get(name)
        if old is None:
            new.append({"id": new_id(), "name": name, "customer_facing": bool(facing)})
        elif facing is not None and bool(facing) != old.customer_facing:
            changed.append({"_id": old.id, "facing": bool(facing)})
    if new:
        await session.execute(sa.insert(JOB_FAMILIES), new)
    if changed:
        await session.execute(
            sa.update(JOB_FAMILIES)
            .where(JOB_FAMILIES.c.id == sa.bindparam("_id"))
            .values(customer_facing=sa.bindparam("facing")),
            changed,
        )


async def _last_said(session: Session, key: str, fact: str) -> dict[str, tuple[str | bool | None, bool]]:
    """For each `key` of the kept rows: the last `fact` stated, and whether all rows that state one agree."""
    of, what = STAGED.c[key], STAGED.c[fact]
    rows = await session.execute(
        sa.select(of, what, sa.func.max(STAGED.c.line))
        .where(KEPT, of.is_not(None))
        .group_by(of, what)
        .order_by(of, sa.func.max(STAGED.c.line))
    )
    said: dict[str, tuple[str | bool | None, bool]] = {}
    for name, value, _ in rows:
        last, agreed = said.get(name, (None, True))
        said[name] = (last, agreed) if value is None else (value, agreed and last in {None, value})
    return dict(sorted(said.items()))
