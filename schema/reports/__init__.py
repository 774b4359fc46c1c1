"""GraphQL of reports: one file per noun, gathered here."""

import strawberry

from schema.reports.anonymous import AnonymousMutation, AnonymousQuery
from schema.reports.answering import AnsweringMutation
from schema.reports.authoring import AuthoringMutation
from schema.reports.chain import ChainQuery
from schema.reports.photos import PhotosMutation
from schema.reports.reports import ReportsRead
from schema.reports.triage import TriageMutation
from schema.reports.voices import VoicesMutation


@strawberry.type
class ReportsQuery(ReportsRead, ChainQuery, AnonymousQuery):
    pass


@strawberry.type
class ReportsMutation(
    AuthoringMutation, AnonymousMutation, PhotosMutation, VoicesMutation, AnsweringMutation, TriageMutation
):
    pass
