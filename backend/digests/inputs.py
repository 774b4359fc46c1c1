"""What editors, sponsors and publishers may type. Limits mirror the columns."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from backend.core.i18n import LOCALES
from backend.core.moments import Moment, Month

Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, max_length=600)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Move(StrEnum):
    """What an editor does with an item besides writing it."""

    CHOOSE = "choose"
    DROP = "drop"
    UP = "up"
    DOWN = "down"


class ItemInput(Input):
    """A move, or new words in either language; what is left out stays."""

    move: Move | None = None
    title_fr: Title | None = None
    title_en: Title | None = None
    summary_fr: Summary | None = None
    summary_en: Summary | None = None

    def words(self, name: str) -> dict[str, str]:
        """The new title or summary, in the languages given."""
        found = {locale: getattr(self, f"{name}_{locale}") for locale in LOCALES}
        return {locale: text for locale, text in found.items() if text is not None}


class TextsInput(Input):
    """A headline, or a sponsor's word, in either language; what is left out stays."""

    fr: Word | None = None
    en: Word | None = None

    @property
    def given(self) -> dict[str, str]:
        return {locale: text for locale in LOCALES if (text := getattr(self, locale)) is not None}


class RemarkInput(Input):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class DelegateInput(Input):
    """The delegate's address; none takes the delegation back."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)] = ""


class ScheduleInput(Input):
    """When to send, on the publisher's clocks; at once for none."""

    at: Moment | None = None


class ComposeInput(Input):
    """The month to tell (any day of it), and the audience: an org unit and all below, or the company."""

    month: Month
    org_unit_id: UUID | None = None
