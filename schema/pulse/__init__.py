"""GraphQL of pulse: one file per noun, gathered here."""

import strawberry

from schema.pulse.alerts import AlertsMutation, AlertsQuery
from schema.pulse.answers import AnswersMutation
from schema.pulse.audience import AudienceQuery
from schema.pulse.commitments import UnitCommitmentsMutation, UnitCommitmentsQuery
from schema.pulse.conversations import ConversationsMutation, ConversationsQuery
from schema.pulse.customers import CustomersMutation, CustomersQuery
from schema.pulse.preview import PreviewQuery
from schema.pulse.questions import QuestionsQuery
from schema.pulse.surveys import SurveysMutation, SurveysQuery
from schema.pulse.waves import WavesMutation, WavesQuery


@strawberry.type
class PulseQuery(
    SurveysQuery,
    AudienceQuery,
    PreviewQuery,
    QuestionsQuery,
    WavesQuery,
    UnitCommitmentsQuery,
    ConversationsQuery,
    CustomersQuery,
    AlertsQuery,
):
    pass


@strawberry.type
class PulseMutation(
    SurveysMutation,
    WavesMutation,
    AnswersMutation,
    UnitCommitmentsMutation,
    ConversationsMutation,
    CustomersMutation,
    AlertsMutation,
):
    pass
