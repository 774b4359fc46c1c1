"""Descriptions that follow from a name alone: written once here, whatever type the name is found on."""

from collections.abc import Mapping

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
)

NAMES = {
    "after": "The cursor after which the page begins.",
    "agenda": "What it is about, in Markdown.",
    "article": "The article.",
    "askedAt": "When it was asked, in UTC.",
    "author": "Who wrote it.",
    "body": "The text, in Markdown.",
    "charter": "The charter.",
    "circle": "The circle.",
    "circleSlug": "The last part of its circle's address.",
    "credit": "Where it comes from, in its bearers' words.",
    "draft": "Known only to those who edit it.",
    "dueAt": "Until when, in UTC.",
    "en": "In English.",
    "endsAt": "When it ends.",
    "endsOn": "The last day it holds; null for no end.",
    "filter": "Narrows the list; what is left out narrows nothing.",
    "first": "How many items at most, 1 to 100.",
    "fr": "In French.",
    "gathering": "The gathering.",
    "gatheringId": "The gathering.",
    "handoffId": "The handoff of a customer's journey it is on.",
    "headcount": "Active people, as of the last import.",
    "hoursPerLayer": "How long each layer has, in hours.",
    "id": "A global id.",
    "idempotencyKey": "Sent again with the same input within a day, nothing is done twice.",
    "ids": "Global ids.",
    "inbox": "The kinds told in the inbox.",
    "input": "What the mutation takes.",
    "isLead": "Whether they lead it.",
    "joinPolicy": "How one comes in.",
    "link": "The address of the call.",
    "mail": "The kinds told by mail.",
    "messageId": "The message.",
    "mission": "The sentence that says what it is for.",
    "name": "Its name.",
    "orderBy": "The order of the list.",
    "parentSlug": "The last part of the address of the circle that sponsors it.",
    "perkId": "The perk.",
    "person": "The person.",
    "personId": "The person.",
    "postId": "The question, or the answer.",
    "practiceId": "The practice.",
    "profile": "The profile.",
    "publishedAt": "When it was published, in UTC.",
    "query": "Words to look for.",
    "question": "The question.",
    "quietFrom": "From when no gathered mail comes, by the caller's own clocks.",
    "quietUntil": "When gathered mail may come again; the same hour twice is never quiet.",
    "reached": "How many have read it.",
    "region": "The region.",
    "report": "The report.",
    "search": "Words to look for.",
    "slack": "The kinds told in Slack.",
    "slug": "The last part of its address.",
    "sms": "The kinds told by text message.",
    "startsAt": "When it begins.",
    "status": "Where it stands.",
    "stepId": "The step of a customer's journey it is on.",
    "surveyId": "The survey.",
    "teams": "The kinds told in Teams.",
    "thread": "The thread.",
    "threadId": "The thread.",
    "timeZone": "An IANA name, such as `Europe/Paris`.",
    "title": "Its title.",
    "topicId": "What it is about.",
    "unit": "The unit.",
    "version": "Its version, from 1.",
    "waveId": "The wave.",
    "whatChanges": "What changes.",
    "whatStays": "What stays as it is.",
}
"""Of fields, arguments and input fields whose name means the same on every type. The others are described
where their type is written, which comes first."""

TYPES = {
    "MessageStatus": "A draft is known to those who may publish it.",
    "CircleOrder": "By name, or the newest first.",
    "JoinPolicy": "Whether one comes in freely, on request or by invitation.",
    "LineOutcome": "What became of one line of a list of invitations.",
    "CircleKind": "Evangelists bear the message first; ambassadors carry it to their colleagues.",
    "CircleStatus": "A draft is known to those who edit it; an archived circle takes nobody in.",
    "MembershipStatus": "Where somebody stands with a circle.",
    "Reply": "Whether somebody means to come.",
}
"""Enums that belong to the domain, which knows nothing of GraphQL."""

ENDINGS = {
    "Connection": "One page of a list.",
    "Edge": "One item of a page.",
    "Input": "What `{}` takes.",
    "Result": "What `{}` answers: its success, or a refusal.",
    "Success": "`{}` was done: here is what it changed.",
}
"""By the end of a type's name; the braces stand for the mutation."""


def describe(schema: GraphQLSchema) -> None:
    """Fill in what is described nowhere else: names of one meaning, and types by the end of their name."""
    for name, kind in schema.type_map.items():
        if is_introspection_type(kind):
            continue
        if not kind.description:
            kind.description = TYPES.get(name) or _from_ending(name)
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            _describe(kind.fields)
            for field in kind.fields.values():
                _describe(field.args)
        elif isinstance(kind, GraphQLInputObjectType):
            _describe(kind.fields)


def _describe(named: Mapping[str, GraphQLField | GraphQLArgument | GraphQLInputField]) -> None:
    for name, one in named.items():
        one.description = one.description or NAMES.get(name)


def _from_ending(name: str) -> str | None:
    for ending, words in ENDINGS.items():
        if name.endswith(ending) and name != ending:
            mutation = name.removesuffix(ending)
            return words.format(mutation[0].lower() + mutation[1:])
    return None
