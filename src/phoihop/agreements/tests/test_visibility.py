"""Who finds an agreement, and who gets which answer from its addresses."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agreements import urls
from phoihop.agreements.models import Agreement, AgreementState
from phoihop.agreements.services import edit_agreement, mark_ready
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.agreements.viewers import reindex_viewers, viewers_by_rule
from phoihop.audit.models import Event

POST_ONLY = {
    "ready", "back", "hide", "unhide", "item_remove", "item_move", "party_remove",
    "basis_remove", "basis_move", "section_move", "section_remove", "clause_move", "clause_remove",
    "agree", "remind", "proposal_withdraw", "entered", "signature_remove", "template_drop",
}  # fmt: skip
# test_opinions.py reads drafts that there are.
WITHOUT_RECORD = {"list", "create", "begin", "template_drop", "draft"}
READING = {
    "detail", "text", "parties", "opinions", "signing", "drafts", "comparison", "talk", "history",
}  # fmt: skip


def addresses(agreement: Agreement, item_pk: int) -> dict[str, str]:
    """Every address of the room that names a record."""
    party_pk = agreement.parties.order_by("order").last().pk  # type: ignore[union-attr]  # there is one
    numbers = {"pk": agreement.pk, "item_pk": item_pk, "party_pk": party_pk, "basis_pk": 1}
    found = {}
    for pattern in urls.urlpatterns:
        wanted = pattern.pattern.converters
        if pattern.name and pattern.name not in WITHOUT_RECORD:
            kwargs = {name: numbers.get(name, 1) for name in wanted}
            found[pattern.name] = reverse(f"agreements:{pattern.name}", kwargs=kwargs)
    return found


def make(cast: Cast, **facts: object) -> tuple[Agreement, dict[str, str]]:
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency, cast.partner_agency],
        **facts,
    )
    item = ContentItemFactory.create(agreement=agreement, lead_agency=cast.lead_agency)
    return agreement, addresses(agreement, item.pk)


def answers(client: Client, user: User, paths: dict[str, str]) -> dict[str, tuple[int, int]]:
    client.force_login(user)
    return {
        name: (client.get(path).status_code, client.post(path).status_code)
        for name, path in paths.items()
    }


@pytest.mark.parametrize("facts", [{}, {"signed": True}], ids=["draft", "signed"])
def test_an_outsider_gets_404_everywhere(
    client: Client, cast: Cast, facts: dict[str, object]
) -> None:
    _, paths = make(cast, **facts)
    before = Event.objects.count()

    got = answers(client, cast.outsider, paths)

    assert len(got) > 20
    for name, (get, post) in got.items():
        assert get == (405 if name in POST_ONLY else 404), name
        assert post == 404, name
    assert Event.objects.count() == before


def test_a_party_sees_nothing_of_a_draft(client: Client, cast: Cast) -> None:
    _, paths = make(cast)

    got = answers(client, cast.partner, paths)

    assert {post for _, post in got.values()} == {404}
    assert {get for get, _ in got.values()} == {404, 405}


@pytest.mark.parametrize("signed", [False, True], ids=["ready", "signed"])
def test_a_party_reads_a_ready_or_signed_one_and_changes_nothing(
    client: Client, cast: Cast, *, signed: bool
) -> None:
    facts = {"signed": True} if signed else {"ready_at": NOW, "ready_by": cast.issuer}
    agreement, paths = make(cast, **facts)
    before = Event.objects.count()

    del paths["scan"]  # the factory has no bytes; test_views downloads real ones
    got = answers(client, cast.partner, paths)

    for name in READING:
        assert got[name][0] == 200, name
    for name in set(got) - READING - POST_ONLY - {"scan"}:
        assert got[name][0] == 403, name
    for name in set(got) - READING - {"scan", "unhide"}:
        assert got[name][1] == 403, name
    assert got["signing"][1] == 403
    assert Event.objects.count() == before
    agreement.refresh_from_db()
    assert agreement.is_signed == signed


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMINISTRATOR, Role.INSPECTOR])
def test_who_only_reads_gets_403_for_every_change(client: Client, cast: Cast, role: Role) -> None:
    reader = UserFactory.create(agency=cast.issuer_agency, role=role)
    _, paths = make(cast)

    got = answers(client, reader, paths)

    for name in set(got) - READING - {"scan", "unhide"}:
        assert got[name][1] == 403, name
    assert client.get(reverse("agreements:create")).status_code == 403
    assert client.post(reverse("agreements:create")).status_code == 403


def test_the_inspector_reads_with_history_and_changes_nothing(client: Client, cast: Cast) -> None:
    _, paths = make(cast, signed=True)
    del paths["scan"]

    got = answers(client, cast.inspector, paths)

    assert {got[name][0] for name in READING} == {200}
    assert {got[name][1] for name in ("edit", "ready", "hide", "item_edit", "signing")} == {403}


@pytest.mark.parametrize(
    ("who", "sees_drafting"), [("issuer", True), ("inspector", True), ("partner", False)]
)
def test_the_drafting_is_no_matter_of_the_other_parties(
    client: Client, cast: Cast, who: str, sees_drafting: bool
) -> None:
    agreement, paths = make(cast)
    edit_agreement(agreement, by=cast.issuer, at=NOW, title="Tên ban đầu, đã bỏ")
    edit_agreement(agreement, by=cast.issuer, at=NOW, title="Tên sau cùng")
    mark_ready(agreement, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=NOW)
    client.force_login(getattr(cast, who))

    page = client.get(paths["history"]).content.decode()

    assert "Sẵn sàng ký" in page
    assert ("Tên ban đầu" in page) is sees_drafting


def test_viewer_rows_follow_the_rule(cast: Cast) -> None:
    draft, _ = make(cast)
    ready, _ = make(cast, ready_at=NOW, ready_by=cast.issuer)
    for agreement in (draft, ready):
        agreement.viewers.all().delete()

    reindex_viewers([draft.pk, ready.pk])

    everyone = {cast.issuer_agency.pk, cast.lead_agency.pk, cast.partner_agency.pk}
    rule = {draft.pk: {cast.issuer_agency.pk}, ready.pk: everyone}
    assert viewers_by_rule([draft.pk, ready.pk]) == rule
    for agreement in (draft, ready):
        held = set(agreement.viewers.values_list("agency_id", flat=True))
        assert held == rule[agreement.pk]


def test_the_filter_by_state_is_the_state_of_the_record(cast: Cast) -> None:
    on = date(2019, 4, 16)
    terms = [
        (None, None), (date(2019, 4, 16), None), (date(2019, 4, 17), None),
        (date(2019, 1, 1), date(2019, 4, 16)), (date(2019, 1, 1), date(2019, 4, 15)),
    ]  # fmt: skip
    for first, last in terms:
        make(cast, valid_from=first, valid_to=last)
        ready = {"ready_at": NOW, "ready_by": cast.issuer}
        make(cast, valid_from=first, valid_to=last, sent_at=NOW, answer_by=on)
        make(cast, valid_from=first, valid_to=last, **ready)
        make(cast, valid_from=first, valid_to=last, **ready, signing_from=on)
        if first is not None:
            make(cast, valid_from=first, valid_to=last, signed=True)
            make(cast, valid_from=first, valid_to=last, signed=True, ended_on=on)
            make(cast, valid_from=first, valid_to=last, signed=True, renewed_on=on)

    found = [
        (state, agreement.pk)
        for state in AgreementState.values
        for agreement in Agreement.objects.in_state(state, on)
    ]

    assert sorted(pk for _, pk in found) == sorted(Agreement.objects.values_list("pk", flat=True))
    assert {state for state, _ in found} == set(AgreementState.values)
    for state, pk in found:
        assert Agreement.objects.get(pk=pk).state(on) == state
