"""An agency that has ended takes part in no new paper; who took over from it does."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, Succession, SuccessionKind
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements import errors, services
from phoihop.agreements.beginning import templates_of
from phoihop.agreements.models import Agreement, PartySuccessor
from phoihop.agreements.signatures import SignatoryFacts
from phoihop.agreements.signing import SigningFacts
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.documents.tests.factories import StoredFileFactory

pytestmark = pytest.mark.django_db

LAST = date(2018, 12, 31)
FIRST = date(2019, 1, 1)


@pytest.fixture
def ended() -> Agency:
    """Cũ, which ended on 31/12/2018; Mới took over from it."""
    old: Agency = AgencyFactory.create(name="Cũ", valid_to=LAST)
    Succession.objects.create(
        predecessor=old,
        successor=AgencyFactory.create(name="Mới"),
        on=FIRST,
        kind=SuccessionKind.MERGED,
    )
    return old


def test_it_is_not_added_to_a_paper_of_days_behind_its_last(cast: Cast, ended: Agency) -> None:
    draft = AgreementFactory.create(owner=cast.issuer_agency, created_by=cast.issuer)

    with pytest.raises(errors.PartyEnded, match=r"Cũ.*31/12/2018.*Mới"):
        services.add_party(draft, ended, by=cast.issuer, at=NOW)
    with pytest.raises(errors.PartyEnded):
        services.create_agreement(
            by=cast.issuer, at=NOW, title="x", valid_from=FIRST, parties=[ended]
        )

    assert draft.parties.count() == 1
    assert Agreement.objects.count() == 1


def test_an_old_paper_names_those_of_its_time(cast: Cast, ended: Agency) -> None:
    old = services.create_agreement(
        by=cast.issuer,
        at=NOW,
        title="Chương trình 2018",
        valid_from=date(2018, 1, 1),
        parties=[ended],
    )
    later = AgencyFactory.create(valid_to=LAST)

    services.add_party(old, later, by=cast.issuer, at=NOW)

    assert {party.agency for party in old.parties.all()} == {cast.issuer_agency, ended, later}


def test_one_that_ended_meanwhile_is_neither_ready_nor_signed(cast: Cast, ended: Agency) -> None:
    draft = AgreementFactory.create(
        owner=cast.issuer_agency, created_by=cast.issuer, parties=[ended]
    )
    ContentItemFactory.create(agreement=draft, lead_agency=cast.issuer_agency)

    with pytest.raises(errors.NotComplete) as refused:
        services.mark_ready(draft, without_opinions="Đã họp", by=cast.issuer, at=NOW)
    assert [lack.words for lack in refused.value.lacks] == [
        "Cũ đã kết thúc 31/12/2018, nay là: Mới."
    ]

    Agreement.objects.filter(pk=draft.pk).update(valid_from=date(2018, 12, 1))
    draft = services.mark_ready(
        Agreement.objects.get(pk=draft.pk), without_opinions="Đã họp", by=cast.issuer, at=NOW
    )
    signer = SignatoryFacts(name="Trần Văn A", title="Trưởng Ban")
    facts = SigningFacts(
        signed_on=NOW.date(),
        signatories={party.pk: signer for party in draft.parties.all()},
        scan=StoredFileFactory.create(),
        scan_name="ban-ky.pdf",
        code="01-CTPH",
    )
    with pytest.raises(errors.PartyEnded):
        services.sign_agreement(draft, facts, by=cast.issuer, at=NOW)


def test_next_years_paper_is_between_the_living(cast: Cast) -> None:
    old, new = AgencyFactory.create(name="Cũ"), AgencyFactory.create(name="Mới")
    gone = AgencyFactory.create(name="Không ai kế thừa", valid_to=LAST)
    source = AgreementFactory.create(
        owner=cast.issuer_agency, parties=[old, gone, cast.lead_agency], signed=True
    )
    ContentItemFactory.create(agreement=source, lead_agency=old, coordinating=[cast.lead_agency])
    ContentItemFactory.create(agreement=source, lead_agency=gone, coordinating=[old])
    old.valid_to = LAST
    old.save()
    PartySuccessor.objects.create(
        party=source.parties.get(agency=old), agency=new, valid_from=FIRST
    )

    made = services.begin_from_last_year(source, by=cast.issuer, at=NOW)

    assert [party.agency for party in made.parties.order_by("order")] == [
        cast.issuer_agency,
        new,
        cast.lead_agency,
    ]
    first, second = made.items.order_by("order")
    assert (first.lead_agency, second.lead_agency) == (new, None)
    assert list(second.coordinating_agencies.all()) == [new]


@time_machine.travel(NOW, tick=False)
def test_a_stand_in_keeps_a_template_for_itself(cast: Cast) -> None:
    old = AgencyFactory.create(name="Cũ")
    source = AgreementFactory.create(owner=old, signed=True)
    old.valid_to = LAST
    old.save()
    PartySuccessor.objects.create(
        party=source.parties.get(), agency=cast.lead_agency, valid_from=FIRST
    )
    source = Agreement.objects.get(pk=source.pk)

    template = services.keep_as_template(source, "Mẫu", by=cast.lead, at=NOW)

    assert list(templates_of(cast.lead_agency)) == [template]
    assert list(templates_of(old)) == []
    stranger = UserFactory.create(agency=cast.issuer_agency, role=Role.SPECIALIST)
    with pytest.raises(PermissionDenied):
        services.remove_template(template, by=stranger, at=NOW)
    services.remove_template(template, by=cast.lead, at=NOW)
    assert list(templates_of(cast.lead_agency)) == []
