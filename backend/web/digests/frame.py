"""What every page of an issue starts from: the issue, as shown, and what the reader is to it."""

from dataclasses import dataclass

from backend import digests
from backend.core.errors import NotFound
from backend.web.page import Visit


@dataclass(frozen=True)
class Frame:
    """An issue under its number: `issue` for verbs, `row` for templates, `standing` for rights."""

    issue: digests.Issue
    row: digests.IssueRow
    standing: digests.Standing

    @property
    def path(self) -> str:
        return f"/digests/{self.row.number}"

    @property
    def workshop(self) -> str:
        return f"{self.path}/edit"


async def issue_of(visit: Visit) -> digests.Issue:
    """The issue named by the URL's number. Errors: NotFound, also where it may not be seen."""
    written = visit.path("number")
    if not (written.isascii() and written.isdigit() and len(written) < 11):
        raise NotFound
    return await digests.get_issue(visit.session, visit.actor, int(written))


async def frame_of(visit: Visit) -> Frame:
    issue = await issue_of(visit)
    standing = await digests.standing_of(visit.session, visit.actor, issue)
    row = await digests.issue_row(visit.session, visit.actor, issue.id)
    return Frame(issue, row, standing)
