"""What every page of a report starts from: the report, as shown, and how the reader stands towards it."""

from dataclasses import dataclass

from backend import reports
from backend.core.errors import NotFound
from backend.web.page import Visit


@dataclass(frozen=True)
class Frame:
    """A report under its number: `standing` for verbs, `path` for redirections."""

    standing: reports.Standing

    @property
    def report(self) -> reports.Report:
        return self.standing.report

    @property
    def path(self) -> str:
        return f"/reports/{self.report.number}"


def number_of(visit: Visit) -> int:
    """The number in the URL. Errors: NotFound."""
    text = visit.path("number")
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        raise NotFound
    return int(text)


async def frame_of(visit: Visit) -> Frame:
    """The frame of the report named by the URL's `number`. Errors: NotFound."""
    report = await reports.get_report(visit.session, visit.actor, number_of(visit))
    return Frame(await reports.standing_of(visit.session, visit.actor, report))
