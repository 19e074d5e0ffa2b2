"""Records made out of a text are taken back whole, and only while nothing rests on them."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from conftest import NOW, Cast
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, Official, Tenure
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.agreements.models import Agreement
from phoihop.agreements.services import edit_agreement
from phoihop.audit.models import Event
from phoihop.documents.citations import add_citation
from phoihop.documents.facts import CitationFacts
from phoihop.documents.models import Document, Relation
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.inbox.services import CommentFacts, write_comment
from phoihop.search.models import SearchEntry
from phoihop.tasks.services import TaskFacts, assign_task
from phoihop.ui.errors import Refused
from phoihop.workspace.errors import MadeBefore, NotConfirmed, RecordsInUse
from phoihop.workspace.intake.confirm import create_records
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.take_back import take_back
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.tests.texts import PROGRAMME, SIGNING


def confirmed(text: str, cast: Cast) -> Intake:
    intake = receive_text(text, name="Văn bản", by=cast.issuer, at=NOW)
    for fact in intake.facts.all():
        decide(fact, Decision.NEW, by=cast.issuer, at=NOW)
    create_records(intake, by=cast.issuer, at=NOW)
    return Intake.objects.get(pk=intake.pk)


@pytest.fixture
def intake(cast: Cast) -> Intake:
    return confirmed(SIGNING, cast)


@pytest.mark.parametrize("text", [SIGNING, PROGRAMME])
def test_everything_made_goes_and_the_text_is_open_as_it_was(cast: Cast, text: str) -> None:
    before = set(Agency.objects.values_list("pk", flat=True))
    intake = confirmed(text, cast)
    decided = list(intake.facts.values_list("order", "decision", "linked_id"))

    take_back(intake, by=cast.issuer, at=NOW)

    assert set(Agency.objects.values_list("pk", flat=True)) == before
    assert not Official.objects.exists()
    assert not Tenure.objects.exists()
    assert not Document.objects.filter(hidden_at=None).exists()
    assert not Agreement.objects.filter(hidden_at=None).exists()
    assert not SearchEntry.objects.filter(kind="agencies.official").exists()
    intake.refresh_from_db()
    assert (intake.is_open, intake.document, intake.made) == (True, None, [])
    assert list(intake.facts.values_list("order", "decision", "linked_id")) == decided
    assert Event.objects.filter(verb="intake.taken_back", object_id=intake.pk).count() == 1


@pytest.mark.parametrize("text", [SIGNING, PROGRAMME])
def test_the_same_text_is_confirmed_again_afterwards(cast: Cast, text: str) -> None:
    intake = confirmed(text, cast)
    take_back(intake, by=cast.issuer, at=NOW)

    create_records(intake, by=cast.issuer, at=NOW)

    assert Agreement.objects.filter(hidden_at=None).count() == 1
    assert len({one.full_name for one in Official.objects.all()}) == Official.objects.count()


def test_a_record_that_was_linked_stays(cast: Cast) -> None:
    known = TenureFactory.create(official__full_name="Vũ Quang Hòa", title="Bí thư")
    intake = receive_text(SIGNING, name="Văn bản", by=cast.issuer, at=NOW)
    for fact in intake.facts.all():
        if fact.kind == FactKind.PERSON and fact.value["name"] == "Vũ Quang Hòa":
            pk = known.official.pk
            decide(fact, Decision.LINKED, by=cast.issuer, at=NOW, linked_id=pk)
        else:
            decide(fact, Decision.NEW, by=cast.issuer, at=NOW)
    create_records(intake, by=cast.issuer, at=NOW)
    assert known.official.tenures.count() > 1

    take_back(intake, by=cast.issuer, at=NOW)

    assert [tenure.title for tenure in known.official.tenures.all()] == ["Bí thư"]
    assert Official.objects.get() == known.official


def _task(intake: Intake, cast: Cast) -> None:
    person = TenureFactory.create(agency=cast.lead_agency).official
    facts = TaskFacts(
        title="Xây dựng kế hoạch",
        product="kế hoạch",
        lead_agency=cast.lead_agency,
        person_in_charge=person,
        due_on=NOW.date().replace(month=12),
        document=intake.document,
    )
    assign_task(facts, by=cast.issuer, at=NOW)


def _agreement_edited(_intake: Intake, cast: Cast) -> None:
    edit_agreement(Agreement.objects.get(), title="Tên khác", by=cast.issuer, at=NOW)


def _cited_elsewhere(_intake: Intake, cast: Cast) -> None:
    other = DocumentFactory.create(owner=cast.issuer_agency)
    cited = Document.objects.get(code="14-KH/HU")
    facts = CitationFacts(relation=Relation.MENTIONS, target_id=cited.pk, as_printed="14-KH/HU")
    add_citation(other, facts, by=cast.issuer, at=NOW)


def _read_in_another_text(_intake: Intake, cast: Cast) -> None:
    other = receive_text(f"{SIGNING}\nTin thứ hai.", name="Tin hai", by=cast.issuer, at=NOW)
    person = other.facts.filter(kind=FactKind.PERSON).first()
    assert person is not None
    official = Official.objects.get(full_name=person.value["name"])
    decide(person, Decision.LINKED, by=cast.issuer, at=NOW, linked_id=official.pk)
    for fact in other.facts.filter(decision=Decision.OPEN):
        wanted = Decision.NEW if fact.kind == FactKind.HEADER else Decision.DROPPED
        decide(fact, wanted, by=cast.issuer, at=NOW)
    create_records(other, by=cast.issuer, at=NOW)


def _talked_about(intake: Intake, cast: Cast) -> None:
    assert intake.document is not None
    write_comment(intake.document, CommentFacts("Cần xem lại"), by=cast.issuer, at=NOW)


def _agency_corrected(intake: Intake, cast: Cast) -> None:
    made = [pk for kind, pk in intake.made if kind == "agencies.agency"]
    agency = Agency.objects.get(pk=made[0])
    agencies.update_agency(agency, {"short_name": "AB"}, by=cast.administrator, at=NOW)


@pytest.mark.parametrize(
    "use",
    [
        _task,
        _agreement_edited,
        _cited_elsewhere,
        _read_in_another_text,
        _talked_about,
        _agency_corrected,
    ],
)
def test_what_something_rests_on_stays_whole(
    intake: Intake, cast: Cast, use: Callable[[Intake, Cast], None]
) -> None:
    use(intake, cast)
    people = Official.objects.count()
    shown = Document.objects.filter(hidden_at=None).count()

    with pytest.raises(RecordsInUse) as refusal:
        take_back(intake, by=cast.issuer, at=NOW)

    assert str(refusal.value)
    assert Official.objects.count() == people
    assert Document.objects.filter(hidden_at=None).count() == shown
    assert Agreement.objects.get().hidden_at is None
    intake.refresh_from_db()
    assert not intake.is_open


def test_an_agency_that_came_into_use_stays(cast: Cast) -> None:
    intake = confirmed(PROGRAMME, cast)
    made = [pk for kind, pk in intake.made if kind == "agencies.agency"]
    TenureFactory.create(agency=Agency.objects.get(pk=made[-1]))

    with pytest.raises(Refused) as refusal:
        take_back(intake, by=cast.issuer, at=NOW)

    assert "đã được dùng ở nơi khác" in str(refusal.value)
    assert Agency.objects.filter(pk__in=made).count() == len(made)
    assert Agreement.objects.get().hidden_at is None


def test_who_may_not(intake: Intake, cast: Cast) -> None:
    for user in (cast.outsider, cast.inspector, cast.lead):
        with pytest.raises(PermissionDenied):
            take_back(intake, by=user, at=NOW)


def test_twice_is_refused_in_words(intake: Intake, cast: Cast) -> None:
    take_back(intake, by=cast.issuer, at=NOW)

    with pytest.raises(NotConfirmed):
        take_back(intake, by=cast.issuer, at=NOW)


def test_texts_of_before_are_left_alone(intake: Intake, cast: Cast) -> None:
    Intake.objects.update(made=[])

    with pytest.raises(MadeBefore):
        take_back(intake, by=cast.issuer, at=NOW)


@pytest.mark.parametrize("text", [SIGNING, PROGRAMME])
def test_the_screen_takes_back_or_says_why_not(client: Client, cast: Cast, text: str) -> None:
    intake = confirmed(text, cast)
    place = f"{intake.get_absolute_url()}lay-lai/"
    client.force_login(cast.issuer)
    assert place in client.get(intake.get_absolute_url()).content.decode()
    _agreement_edited(intake, cast)

    page = client.get(intake.get_absolute_url()).content.decode()
    refused = client.post(place)

    assert place not in page
    assert "Không lấy lại được các hồ sơ này" in page
    assert "đã có người xử lý sau đó" in page
    assert refused.status_code == 422
    assert "đã có người xử lý sau đó" in refused.content.decode()


def _made_before(_intake: Intake, _cast: Cast) -> None:
    Intake.objects.update(made=[])


def _agency_used(intake: Intake, _cast: Cast) -> None:
    made = [pk for kind, pk in intake.made if kind == "agencies.agency"]
    TenureFactory.create(agency=Agency.objects.get(pk=made[-1]))


def _official_used(_intake: Intake, _cast: Cast) -> None:
    TenureFactory.create(official=Official.objects.order_by("pk")[0])


@pytest.mark.parametrize("use", [_task, _agency_used, _official_used, _made_before])
def test_no_button_is_shown_that_would_be_refused(
    client: Client, cast: Cast, intake: Intake, use: Callable[[Intake, Cast], None]
) -> None:
    use(intake, cast)
    client.force_login(cast.issuer)

    page = client.get(intake.get_absolute_url()).content.decode()

    assert f"{intake.get_absolute_url()}lay-lai/" not in page
    assert "Không lấy lại được các hồ sơ này" in page


def test_others_are_told_nothing_of_taking_back(client: Client, cast: Cast, intake: Intake) -> None:
    client.force_login(cast.inspector)

    page = client.get(intake.get_absolute_url())

    assert "lấy lại" not in page.content.decode().lower()


def test_the_screen_opens_the_text_again(client: Client, cast: Cast, intake: Intake) -> None:
    client.force_login(cast.issuer)

    client.post(f"{intake.get_absolute_url()}lay-lai/")

    page = client.get(intake.get_absolute_url()).content.decode()
    assert f"{intake.get_absolute_url()}tao/" in page
    intake.refresh_from_db()
    assert intake.is_open
