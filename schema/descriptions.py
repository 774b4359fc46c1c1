"""Descriptions that follow from the naming: written once here, whatever type the name is found on."""

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
)

COMMON = {
    "body": "The text, in Markdown.",
    "doing": "What is done.",
    "dueOn": "For which day something is promised.",
    "evidence": "What shows that it is delivered.",
    "following": "Whether to be told.",
    "handoffId": "The handoff of a customer's journey it is on.",
    "holds": "Whether it is really there.",
    "into": "The number of the report that says the same.",
    "irritantId": "The irritant.",
    "notDoing": "What is not done.",
    "number": "The report's public number.",
    "promise": "What the caller promises.",
    "pseudonym": "The name to sign with.",
    "reason": "Why not.",
    "report": "The report.",
    "search": "Words to look for.",
    "signature": "How to sign it.",
    "stepId": "The step of a customer's journey it is on.",
    "tags": "Words to put on it.",
    "topicId": "What it is about.",
    "verifyOn": "From when its voters are asked whether it holds.",
    "when": "By when, in words.",
    "SubmitReportInput.kind": "What is said.",
    "AskAuthorInput.text": "The question.",
    "similarReports.text": "What is being typed.",
    "absent": "Who did not come.",
    "accept": "Yes or no.",
    "after": "The cursor after which the page begins.",
    "agenda": "What it is about, in Markdown.",
    "ambassadors": "How many ambassadors there are.",
    "answer": "What is answered.",
    "answeredAt": "When it was answered, in UTC.",
    "answeredBy": "Who answered.",
    "answers": "Likely questions, with their answers.",
    "askedAt": "When it was asked, in UTC.",
    "attended": "Whether they came; null until it is recorded.",
    "attendedCount": "How many came.",
    "author": "Who wrote it.",
    "cancelledAt": "When it was cancelled, in UTC; null while it holds.",
    "capacity": "How many members it takes; null for no limit.",
    "charter": "The charter.",
    "choice": "Which answer, from 0.",
    "choices": "The answers to choose from.",
    "circle": "The circle.",
    "circleSlug": "The last part of its circle's address.",
    "code": "A stable code, for programs.",
    "credit": "Where it comes from, in its bearers' words.",
    "cursor": "Where this item stands; given as `after`, the list continues after it.",
    "draft": "Known only to those who edit it.",
    "dueAt": "Until when, in UTC.",
    "edges": "The items, each with its cursor.",
    "email": "The address given.",
    "emails": "Addresses at work.",
    "en": "In English.",
    "endCursor": "The cursor of the last item; null on an empty page.",
    "endsAt": "When it ends.",
    "endsOn": "The last day it holds; null for no end.",
    "field": "The input field at fault, if one is.",
    "filter": "Narrows the list; what is left out narrows nothing.",
    "first": "How many items at most, 1 to 100.",
    "fr": "In French.",
    "gathering": "The gathering.",
    "gatheringId": "The gathering.",
    "halfAt": "When half had understood, in UTC; null before.",
    "hasNextPage": "Whether others follow.",
    "headcount": "Active people, as of the last import.",
    "headUnderstood": "Whether its head has understood.",
    "hoursPerLayer": "How long each layer has, in hours.",
    "hoursToHalf": "How long it took half to understand, in hours; null before.",
    "how": "What to do, item by item.",
    "id": "A global id.",
    "idempotencyKey": "Sent again with the same input within a day, nothing is done twice.",
    "ids": "Global ids.",
    "input": "What the mutation takes.",
    "isLead": "Whether they lead it.",
    "isMine": "Whether the caller asked it.",
    "joinPolicy": "How one comes in.",
    "kind": "The kind of circle.",
    "layer": "Depth in the chain of managers, from 0 at the top.",
    "lead": "Who leads it, the first of them if there are several.",
    "leadId": "Who leads it first; left out, the caller.",
    "line": "Which line of what was sent, from 1.",
    "link": "The address of the call.",
    "locale": "The language, `fr` or `en`.",
    "mail": "What is written about by e-mail.",
    "maybeCount": "How many may come.",
    "memberCount": "How many active members it has.",
    "members": "How many active members there are.",
    "message": "A sentence for people, in their language.",
    "messageId": "The message.",
    "mine": "Only those the caller belongs to.",
    "mission": "The sentence that says what it is for.",
    "name": "Its name.",
    "noCount": "How many do not come.",
    "node": "The item.",
    "note": "A few words to the one invited.",
    "notToSay": "What not to say.",
    "offer": "The conditions.",
    "openedAt": "When its time began, in UTC; null before.",
    "orderBy": "The order of the list.",
    "orgUnit": "The unit it is for; null for the whole company.",
    "orgUnitId": "The unit it is for.",
    "outcome": "What became of it.",
    "pageInfo": "Where the page stands in the list.",
    "parent": "The circle that sponsors it.",
    "parentSlug": "The last part of the address of the circle that sponsors it.",
    "past": "The past ones rather than those to come.",
    "perk": "The perk.",
    "perkId": "The perk.",
    "person": "The person.",
    "personId": "The person.",
    "personIds": "The people.",
    "place": "Where it is held.",
    "practice": "The practice.",
    "practiceId": "The practice.",
    "present": "Who came.",
    "problems": "One entry for each field at fault.",
    "product": "The product tried.",
    "profile": "The profile.",
    "publishedAt": "When it was published, in UTC.",
    "query": "Words to look for.",
    "question": "The question.",
    "questionId": "The question.",
    "reached": "How many have read it.",
    "reachedAt": "When somebody first read it, in UTC; null before.",
    "readAt": "When it was first read, in UTC; null before.",
    "region": "The region.",
    "regions": "The same by region.",
    "reply": "What they answered.",
    "rules": "The golden rules.",
    "sequence": "Grows with each change, for calendars.",
    "signed": "How many have signed.",
    "signedAt": "When they signed, in UTC.",
    "signedInBrowsers": "How many browsers are signed in.",
    "since": "Since when, in UTC.",
    "site": "The site.",
    "slug": "The last part of its address.",
    "startsAt": "When it begins.",
    "status": "Where it stands.",
    "text": "What is asked.",
    "theme": "The colours of the pages.",
    "timeZone": "An IANA name, such as `Europe/Paris`.",
    "title": "Its title.",
    "tries": "How many answers were tried.",
    "understood": "How many have understood.",
    "understoodAt": "When it had understood, in UTC; null before.",
    "unit": "The unit.",
    "unitId": "The unit's global id.",
    "values": "The values it holds to.",
    "version": "Its version, from 1.",
    "viewerAttended": "Whether the caller came.",
    "viewerMembership": "What the caller is to it; null for a stranger.",
    "viewerReading": "How far the caller is with it.",
    "ViewerReading.understood": "Whether the caller gave the right answer.",
    "viewerReply": "What the caller answered.",
    "viewerSignedAt": "When the caller signed it, in UTC; null if they have not.",
    "waitingCount": "How many wait for a place.",
    "whatChanges": "What changes.",
    "whatStays": "What stays as it is.",
    "why": "Why it exists.",
    "yesCount": "How many come.",
}
"""By field, argument or input field: a name means the same wherever it is found, or is given its type's."""

TYPES = {
    "MessageStatus": "A draft is known to who may publish it.",
    "CircleOrder": "By name, or the newest first.",
    "JoinPolicy": "Whether one comes in freely, on request or by invitation.",
    "LineOutcome": "What became of one line of a list of invitations.",
    "CircleKind": "Evangelists bear the message first; ambassadors carry it to their colleagues.",
    "CircleStatus": "A draft is known to who edits it; an archived circle takes nobody in.",
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
    """Fill in the descriptions that are missing and follow from a name."""
    for name, kind in schema.type_map.items():
        if is_introspection_type(kind):
            continue
        if not kind.description:
            kind.description = TYPES.get(name) or _from_ending(name)
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in kind.fields.items():
                field.description = field.description or _of_field(name, field_name)
                for argument_name, argument in field.args.items():
                    argument.description = argument.description or COMMON.get(argument_name)
        elif isinstance(kind, GraphQLInputObjectType):
            for field_name, given in kind.fields.items():
                given.description = given.description or _of_field(name, field_name)


def _of_field(type_name: str, field_name: str) -> str | None:
    return COMMON.get(f"{type_name}.{field_name}") or COMMON.get(field_name)


def _from_ending(name: str) -> str | None:
    for ending, words in ENDINGS.items():
        if name.endswith(ending) and name != ending:
            mutation = name.removesuffix(ending)
            return words.format(mutation[0].lower() + mutation[1:])
    return None
