"""Drafts: who writes them, what they hold, how they are deleted and brought back."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agreements.errors import (
    AgreementReady,
    AgreementSigned,
    EndsBeforeStart,
    NoAgencyChosen,
    OwnerIsParty,
    PartyTwice,
    SignedNotDeleted,
    TitleRequired,
)
from phoihop.agreements.models import Agreement, AgreementKind
from phoihop.agreements.services import (
    add_legal_basis,
    add_parties,
    copy_for_each_party,
    create_agreement,
    edit_agreement,
    hide_draft,
    move_legal_basis,
    remove_legal_basis,
    remove_party,
    replace_collective_party,
    unhide_draft,
)
from phoihop.agreements.tests import story
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.audit.models import Event
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.search.models import SearchEntry


def draft(cast: Cast, **facts: object) -> Agreement:
    return AgreementFactory.create(
        owner=cast.issuer_agency, created_by=cast.issuer, parties=[cast.lead_agency], **facts
    )


def test_a_draft_has_its_owner_as_first_party_and_a_trace(cast: Cast) -> None:
    made = create_agreement(
        by=cast.issuer,
        at=NOW,
        parties=[cast.lead_agency, cast.issuer_agency, cast.lead_agency],
        collective_parties=["12 cơ quan, đơn vị trong khối"],
        kind=AgreementKind.PROGRAMME,
        title="  Chương trình phối hợp  ",
        valid_from=date(2019, 1, 1),
    )

    names = [str(party) for party in made.parties.all()]
    assert names == [
        str(cast.issuer_agency),
        str(cast.lead_agency),
        "12 cơ quan, đơn vị trong khối",
    ]
    assert made.title == "Chương trình phối hợp"
    assert Event.objects.get().verb == "agreement.drafted"
    assert SearchEntry.objects.get().kind == "agreements.agreement"


def test_the_same_form_twice_makes_one_draft(cast: Cast) -> None:
    key = uuid.uuid4()
    made = [
        create_agreement(
            by=cast.issuer, at=NOW, form_key=key, kind=AgreementKind.PLAN, title="Kế hoạch"
        )
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert Agreement.objects.count() == 1
    assert Event.objects.count() == 1


@pytest.mark.parametrize("role", [Role.VIEWER, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_only_reads_drafts_nothing(cast: Cast, role: Role) -> None:
    reader = UserFactory.create(agency=cast.issuer_agency, role=role)

    with pytest.raises(PermissionDenied):
        create_agreement(by=reader, at=NOW, kind=AgreementKind.PLAN, title="Kế hoạch")
    with pytest.raises(PermissionDenied):
        edit_agreement(draft(cast), by=reader, at=NOW, title="Khác")

    assert not Event.objects.exists()


def test_a_draft_without_title_or_with_its_end_first_is_not_made(cast: Cast) -> None:
    with pytest.raises(TitleRequired):
        create_agreement(by=cast.issuer, at=NOW, kind=AgreementKind.PLAN, title="  ")
    with pytest.raises(EndsBeforeStart):
        create_agreement(
            by=cast.issuer,
            at=NOW,
            kind=AgreementKind.PLAN,
            title="Kế hoạch",
            valid_from=date(2019, 2, 1),
            valid_to=date(2019, 1, 31),
        )

    assert not Agreement.objects.exists()
    assert not Event.objects.exists()


def test_an_edit_records_old_and_new_and_only_what_differs(cast: Cast) -> None:
    agreement = draft(cast)

    edit_agreement(
        agreement, by=cast.issuer, at=NOW, title="Tên mới", valid_from=agreement.valid_from
    )
    edit_agreement(agreement, by=cast.issuer, at=NOW, title="Tên mới")

    event = Event.objects.get()
    assert [(c.field, c.new) for c in event.changes.all()] == [("title", "Tên mới")]


def test_a_party_and_an_outsider_edit_nothing(cast: Cast) -> None:
    agreement = draft(cast)

    for user in (cast.lead, cast.outsider, cast.inspector):
        with pytest.raises(PermissionDenied):
            edit_agreement(agreement, by=user, at=NOW, title="Khác")


def test_ready_and_signed_ones_are_not_edited(cast: Cast) -> None:
    ready = draft(cast, ready_at=NOW, ready_by=cast.issuer)
    signed = draft(cast, signed=True)

    with pytest.raises(AgreementReady):
        edit_agreement(ready, by=cast.issuer, at=NOW, title="Khác")
    with pytest.raises(AgreementSigned, match="sửa đổi"):
        edit_agreement(signed, by=cast.issuer, at=NOW, title="Khác")
    with pytest.raises(SignedNotDeleted, match="Không xóa được văn bản đã ký"):
        hide_draft(signed, by=cast.issuer, at=NOW)


def test_a_deleted_draft_is_gone_from_lists_and_comes_back_whole(cast: Cast) -> None:
    agreement = create_agreement(by=cast.issuer, at=NOW, kind=AgreementKind.PLAN, title="Kế hoạch")

    hide_draft(agreement, by=cast.issuer, at=NOW)
    assert not Agreement.objects.visible_to(cast.issuer).exists()
    assert Agreement.objects.hidden_drafts_of(cast.issuer).exists()
    assert not SearchEntry.objects.exists()

    unhide_draft(agreement, by=cast.issuer, at=NOW)
    assert Agreement.objects.visible_to(cast.issuer).exists()
    assert SearchEntry.objects.exists()


def test_parties_are_added_once_and_removed_but_never_the_owner(cast: Cast) -> None:
    agreement = draft(cast)

    add_parties(agreement, [cast.partner_agency], by=cast.issuer, at=NOW)
    with pytest.raises(PartyTwice):
        add_parties(agreement, [cast.partner_agency], by=cast.issuer, at=NOW)
    with pytest.raises(NoAgencyChosen):
        add_parties(agreement, [], by=cast.issuer, at=NOW)
    remove_party(agreement.parties.get(agency=cast.lead_agency), by=cast.issuer, at=NOW)
    with pytest.raises(OwnerIsParty):
        remove_party(agreement.parties.get(agency=cast.issuer_agency), by=cast.issuer, at=NOW)

    agencies = [party.agency for party in agreement.parties.all()]
    assert agencies == [cast.issuer_agency, cast.partner_agency]


def test_a_collective_party_gives_way_to_its_agencies(cast: Cast) -> None:
    agreement = create_agreement(
        by=cast.issuer,
        at=NOW,
        parties=[cast.lead_agency],
        collective_parties=["các cơ quan trong khối"],
        kind=AgreementKind.PROGRAMME,
        title="Chương trình",
    )
    collective = agreement.parties.get(agency=None)

    replace_collective_party(
        collective, [cast.lead_agency, cast.partner_agency], by=cast.issuer, at=NOW
    )

    agencies = [party.agency for party in agreement.parties.all()]
    assert agencies == [cast.issuer_agency, cast.lead_agency, cast.partner_agency]
    change = Event.objects.get(verb="party.replaced").changes.get()
    assert change.old == "các cơ quan trong khối"
    assert change.new == [str(cast.lead_agency), str(cast.partner_agency)]


def test_legal_bases_are_documents_that_the_drafter_sees_in_an_order(cast: Cast) -> None:
    agreement = draft(cast)
    first, second = DocumentFactory.create_batch(2, owner=cast.issuer_agency)
    hidden = DocumentFactory.create(owner=cast.outside_agency)

    for document in (first, second):
        add_legal_basis(agreement, document, by=cast.issuer, at=NOW)
    with pytest.raises(Document.DoesNotExist):
        add_legal_basis(agreement, hidden, by=cast.issuer, at=NOW)
    move_legal_basis(agreement.legal_bases.get(document=second), up=True, by=cast.issuer, at=NOW)
    assert [basis.document for basis in agreement.legal_bases.all()] == [second, first]
    remove_legal_basis(agreement.legal_bases.get(document=second), by=cast.issuer, at=NOW)

    assert [basis.document for basis in agreement.legal_bases.all()] == [first]


def test_one_act_makes_one_paper_for_each_party_and_never_a_second(cast: Cast) -> None:
    told = story.start(cast.issuer)

    copies = copy_for_each_party(told.agreement, by=cast.issuer, at=NOW)
    again = copy_for_each_party(told.agreement, by=cast.issuer, at=NOW.replace(hour=9))

    assert copies == again
    assert len(copies) == 12
    assert Agreement.objects.count() == 13
    for copy, partner in zip(copies, told.agencies, strict=True):
        assert [party.agency for party in copy.parties.all()] == [cast.issuer_agency, partner]
    # A7 coordinates in three contents and leads none: their leads must be chosen anew.
    items = list(copies[6].items.with_agencies())
    assert len(items) == 3
    assert all(item.lead_agency is None for item in items)
    assert all(list(item.coordinating_agencies.all()) == [told.agencies[6]] for item in items)
    assert SearchEntry.objects.filter(kind="agreements.agreement").count() == 13
    assert Event.objects.filter(verb="agreement.copied").count() == 1
