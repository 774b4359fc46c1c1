"""Refusals of reports. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden, Invalid
from backend.core.pace import TooManyCalls


class AuthorOnly(Forbidden):
    """Only whoever sent the report may do this."""


class RespondersOnly(Forbidden):
    """Only those who answer for the report's topic, or for its part of the company, may do this."""


class NotAVoter(Forbidden):
    """Only those whose voice the report has may say whether its delivery holds."""


class OwnReport(Forbidden):
    """One's own report has one's voice already."""


class WrongStep(Conflict):
    """A report in this status does not go to that one."""


class ResponseMissing(Conflict):
    """The official response comes first."""


class WordsAnswered(Invalid):
    """The report has its official response: the words that were answered stay as they are."""

    field = "body"


class MergedAway(Conflict):
    """The report is merged with another, where everything goes on."""


class NotMerged(Conflict):
    """The report is not merged."""


class AlreadyVoted(Conflict):
    """The report has this voice already."""


class NoVoice(Conflict):
    """The report has not this voice."""


class AlreadyAsked(Conflict):
    """The author has a question to answer first."""


class NothingAsked(Conflict):
    """No question waits for the author."""


class NotDelivered(Conflict):
    """The report is not delivered."""


class TooEarly(Conflict):
    """The delivery is checked from `day` on."""


class AlreadyContested(Conflict):
    """A delivery is contested once."""


class AlreadyChecked(Conflict):
    """This voter has said whether it holds."""


class AlreadyKept(Conflict):
    """The report is delivered and checked: its story is over."""


class ReasonMissing(Invalid):
    """A report is declined with its reason."""

    field = "reason"


class EvidenceMissing(Invalid):
    """A delivery is shown by something one can look at."""

    field = "evidence"


class AnonymousApart(Invalid):
    """An anonymous report is sent by its own door, which knows nobody."""

    field = "signature"


class PseudonymMissing(Invalid):
    """A report signed by a pseudonym says which."""

    field = "pseudonym"


class SameReport(Invalid):
    """A report is not merged with itself."""

    field = "into"


class NotAPhoto(Invalid):
    """The file is not a photo we read: JPEG, PNG, WebP, GIF or HEIC as a phone makes them."""

    field = "photo"


class PhotoTooLarge(Invalid):
    """The photo has more than `megabytes` MB, `megapixels` millions of pixels, or `most` pixels a side."""

    field = "photo"


class TooManyPhotos(Conflict):
    """A report holds `most` photos."""


class PhotosWaiting(TooManyCalls):
    """So many photos wait to be encoded that there is no room for another; in `seconds` there is again."""

    field = "photo"


class PassExpired(Invalid):
    """The form was opened before yesterday, or is not ours."""


class CodeTooShort(Invalid):
    """A follow-up code of fewer than `least` letters and figures could be guessed."""

    field = "code"


class IdeaSentOn(Conflict):
    """The idea is a report already."""
