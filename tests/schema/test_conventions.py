"""The conventions every part of the schema keeps, so that a tool that knows one part knows the others."""

import re
from collections import Counter
from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
)

from schema import schema
from schema.descriptions import NAMES
from schema.node import types_found

CORE = schema._schema
ERRORS = {"NotFoundError", "ForbiddenError", "ConflictError", "InvalidInputError"}


def ours() -> Iterator[GraphQLNamedType]:
    for kind in CORE.type_map.values():
        if not (is_introspection_type(kind) or is_specified_scalar_type(kind)):
            yield kind


def objects() -> Iterator[GraphQLObjectType | GraphQLInterfaceType]:
    for kind in ours():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            yield kind


def test_a_field_with_a_page_size_is_a_connection() -> None:
    for kind in objects():
        for name, field in kind.fields.items():
            of = get_named_type(field.type)
            assert ("first" in field.args) == of.name.endswith("Connection"), f"{kind.name}.{name}"
            if "first" in field.args:
                assert str(field.args["first"].type) == "Int!"
                assert str(field.args["after"].type) == "String"
                assert isinstance(of, GraphQLObjectType)
                assert {"edges", "pageInfo", "nodes"} == set(of.fields)


def test_a_mutation_takes_its_input_and_answers_its_result() -> None:
    assert CORE.mutation_type
    for name, field in CORE.mutation_type.fields.items():
        title = name[0].upper() + name[1:]
        assert list(field.args) == ["input"], name
        assert str(field.args["input"].type) == f"{title}Input!"
        assert str(field.type) == f"{title}Result!"
        given = get_named_type(field.args["input"].type)
        assert isinstance(given, GraphQLInputObjectType)
        assert str(given.fields["idempotencyKey"].type) == "String", name
        result = get_named_type(field.type)
        assert isinstance(result, GraphQLUnionType)
        members = {member.name: member for member in result.types}
        assert set(members) == {f"{title}Success", *ERRORS}, name
        for refusal in ERRORS:
            assert [interface.name for interface in members[refusal].interfaces] == ["UserError"]


def test_enums_are_in_upper_case() -> None:
    for kind in ours():
        if isinstance(kind, GraphQLEnumType):
            for value in kind.values:
                assert re.fullmatch(r"[A-Z][A-Z0-9_]*", value), f"{kind.name}.{value}"


def test_every_node_can_be_found_again() -> None:
    nodes = {
        kind.name
        for kind in objects()
        if isinstance(kind, GraphQLObjectType) and "Node" in {i.name for i in kind.interfaces}
    }
    assert nodes == types_found()


def test_what_is_named_an_id_is_a_global_id() -> None:
    for kind in ours():
        if isinstance(kind, GraphQLInputObjectType):
            for name, field in kind.fields.items():
                if re.search(r"(^id|Id|Ids)$", name):
                    assert get_named_type(field.type).name == "ID", f"{kind.name}.{name}"


def named() -> Iterator[tuple[str, str, str | None]]:
    """Every field, argument and input field: where it is, its name, its description."""
    for kind in ours():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", name, field.description
                for argument, given in field.args.items():
                    yield f"{kind.name}.{name}({argument})", argument, given.description
        elif isinstance(kind, GraphQLInputObjectType):
            for name, given in kind.fields.items():
                yield f"{kind.name}.{name}", name, given.description


def test_every_type_and_field_is_described() -> None:
    assert [kind.name for kind in ours() if not kind.description] == []
    assert [at for at, _, said in named() if not said] == []


def test_a_description_by_name_is_of_a_name_that_several_places_share() -> None:
    uses = Counter(name for _, name, said in named() if said == NAMES.get(name))
    assert [name for name in NAMES if uses[name] < 2] == []


def test_a_name_with_several_meanings_is_described_where_it_is_written() -> None:
    told = {at: said for at, _, said in named()}
    assert told["Query.digestIssue(number)"] == told["DigestIssue.number"] == "The issue's number."
    assert told["Query.report(number)"] == told["FollowReportInput.number"] == "The report's public number."
    assert told["SubmitAnonymousReportInput.kind"] == told["Report.kind"] != told["Circle.kind"]
    assert told["Query.anonymousReport(code)"] != told["UserError.code"]
    assert told["Message.why"] != told["Circle.why"]
    assert (
        told["CommentOnReportInput.text"] != told["AskAuthorInput.text"] != told["Query.similarReports(text)"]
    )
    assert told["FlagPostInput.reason"] != told["LockThreadInput.reason"]


def test_a_list_is_bounded_or_small_by_nature() -> None:
    """A list without pages holds what one form sent or one rule holds, never people or things that add up."""
    asked_for = {
        "FieldProblem",
        "RefusedScore",
        "InvitationLine",
        "LikelyQuestion",
        "LocalizedText",
        "RoleGrant",
    }
    pictures = {"CoverageCell", "MessageLayer", "RegionCoverage", "UnitCoverage"}
    of_a_journey = {"JourneyStep", "Handoff"}
    counted = {"HurtingPlace", "ResponseTimes", "TopicChain", "WishTally"}
    of_a_day = {"DayHeart", "DayHost", "DayNote", "HostedDate", "Irritant"}
    of_an_edition = {"AbsenceRequest", "SwapAsk", "EditionPhase", "OfferSlot", "WaitingList", "Wish"}
    composed = {"AudiencePart", "Question", "QuestionChoice"}
    of_a_conversation = {"ConversationPost"}
    of_a_unit = {"NamedCount", "ScorePoint"}
    of_a_wave = {"CommentTerm", "ReleaseCell", "ReleasedFigure", "ReleasedShare", "ReleasePlace"}
    of_a_group = {"StandOut", "ThemeShare", "Trend"}
    of_a_report = {"Commitment", "CommitmentMeasure", "LineageLink", "ReportPhoto", "Topic"}
    of_an_issue = {"DigestBlocker", "DigestItem", "DigestSection"}
    small = {
        "Node",
        *of_an_issue,
        *asked_for,
        *pictures,
        *of_a_journey,
        *counted,
        *of_a_day,
        *of_an_edition,
        *composed,
        *of_a_report,
        *of_a_conversation,
        *of_a_unit,
        *of_a_wave,
        *of_a_group,
    }
    few_at_most = {
        "Activity.prerequisites",
        "Chain.whole",
        "Edition.activities",
        "Edition.sites",
        "MatchingRun.underMinimum",
        "Query.prerequisites",
        "Query.similarReports",
        "Query.similarThreads",
        "Report.toldIn",
    }
    for kind in objects():
        if kind.name.endswith("Connection"):
            continue
        for name, field in kind.fields.items():
            plain = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
            of = get_named_type(field.type)
            if isinstance(plain, GraphQLList) and isinstance(of, GraphQLObjectType):
                at = f"{kind.name}.{name}"
                assert of.name in small or at in few_at_most, at
