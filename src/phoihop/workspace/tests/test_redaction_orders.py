"""Who orders a redaction, what is refused, what a failure leaves."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from conftest import NOW, Cast
from phoihop.accounts.models import Membership, Role, User
from phoihop.agreements.models import Agreement, Signatory
from phoihop.audit import ledger
from phoihop.audit.models import Event
from phoihop.documents.models import Document, DocumentFile, StoredFile
from phoihop.dossiers import exports
from phoihop.dossiers.models import Export
from phoihop.jobs import worker
from phoihop.jobs.models import Job, JobState
from phoihop.search.models import SearchEntry
from phoihop.ui import clock
from phoihop.workspace import errors
from phoihop.workspace.models import Redaction
from phoihop.workspace.redaction import services
from phoihop.workspace.sample.build import create_sample
from phoihop.workspace.tests.ordering_away import WORDS, order, places_of, quiet, redact

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def test_what_is_asked_for_again_by_the_same_form_is_one(cast: Cast) -> None:
    first, again = (services.ask(order(), by=cast.administrator, at=NOW) for _ in range(2))
    assert first == again
    assert Job.objects.count() == 1


def test_looking_alone_changes_nothing_and_leaves_a_trace(cast: Cast, document: Document) -> None:
    before = places_of(WORDS)
    asked = services.ask(order(), by=cast.administrator, at=NOW)
    services.look(asked, at=NOW, tell=quiet)
    assert places_of(WORDS) - before == {"workspace_redaction.words", "workspace_redaction.found"}
    assert Event.objects.filter(verb="redaction.asked", by=cast.administrator).exists()

    services.drop(asked, by=cast.administrator, at=NOW)
    assert places_of(WORDS) == before
    with pytest.raises(errors.RedactionClosed):
        services.confirm(asked, forms=[WORDS], files=[], by=cast.administrator, at=NOW)


def test_only_an_administrator_may(cast: Cast) -> None:
    asked = services.ask(order(), by=cast.administrator, at=NOW)
    services.look(asked, at=NOW, tell=quiet)
    for user in (cast.issuer_leader, cast.outsider, cast.inspector):
        with pytest.raises(PermissionDenied):
            services.ask(order(form_key="x"), by=user, at=NOW)
        with pytest.raises(PermissionDenied):
            services.confirm(asked, forms=[WORDS], files=[], by=user, at=NOW)
        with pytest.raises(PermissionDenied):
            services.drop(asked, by=user, at=NOW)
        assert not Redaction.objects.visible_to(user).exists()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({"words": "ab"}, errors.WordsTooShort, id="two letters"),
        pytest.param({"words": "..!!"}, errors.WordsTooShort, id="no letter"),
        pytest.param(
            {"reason": f"theo đơn của {WORDS.lower()}"}, errors.WordsInTheReason, id="in the reason"
        ),
        pytest.param({"basis": f"đơn {WORDS}"}, errors.WordsInTheReason, id="in the ground"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    cast: Cast, facts: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        services.ask(order(**facts), by=cast.administrator, at=NOW)
    assert not Redaction.objects.exists()


def test_nothing_chosen_is_refused(cast: Cast, document: Document) -> None:
    asked = services.ask(order(), by=cast.administrator, at=NOW)
    with pytest.raises(errors.NothingChosen):  # not looked for yet
        services.confirm(asked, forms=[WORDS], files=[], by=cast.administrator, at=NOW)
    services.look(asked, at=NOW, tell=quiet)
    with pytest.raises(errors.NothingChosen):
        services.confirm(asked, forms=["khác"], files=[999], by=cast.administrator, at=NOW)


def test_a_failure_in_the_middle_changes_nothing(
    cast: Cast, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = places_of(WORDS)

    def fail(*_args: object, **_more: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr("phoihop.workspace.redaction.removing.audit.remove_values", fail)
    with pytest.raises(DatabaseError, match="gone"), transaction.atomic():
        redact(WORDS, cast.administrator)
    assert places_of(WORDS) == before
    assert not StoredFile.objects.exclude(removed_at=None).exists()


def test_signed_papers_are_redacted_and_frozen_again() -> None:
    """The sample office whole: a name that signed, led, wrote and was written of."""
    create_sample(at=clock.now())
    signer = Signatory.objects.exclude(agreement__signed_at=None).earliest("pk")
    name = signer.name
    administrator = User.objects.get(username="quantri")
    administrator.acting = Membership.objects.get(user=administrator, role=Role.ADMINISTRATOR)
    ledger.seal_events(NOW)
    assert len(places_of(name)) > 3

    redact(name, administrator)

    assert places_of(name) == set()
    assert ledger.verify().holds
    signer.refresh_from_db()
    assert "gỡ" in signer.name
    agreement = Agreement.objects.get(pk=signer.agreement_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(title="Sửa sau khi ký")
    with pytest.raises(DatabaseError), transaction.atomic():
        Signatory.objects.filter(pk=signer.pk).update(name="Người khác")


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_it_once_and_the_disk_forgets(
    cast: Cast, document: Document, settings: Settings, tmp_path: Path
) -> None:
    settings.DERIVED_DIR = tmp_path
    stored = DocumentFile.objects.get().file
    path = Path(default_storage.path(stored.path))
    folder = exports.place_of(Export(pk=7))  # of a dossier, made before
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(WORDS.encode())
    export = Path(settings.DERIVED_DIR) / "exports" / "1.zip"
    export.parent.mkdir(parents=True, exist_ok=True)
    export.write_text(WORDS, encoding="utf-8")
    asked = services.ask(order(), by=cast.administrator, at=NOW)
    worker.run_waiting()
    asked.refresh_from_db()
    services.confirm(
        asked,
        forms=asked.found["forms"],
        files=asked.found["files"],
        by=cast.administrator,
        at=NOW,
    )
    worker.run_waiting()

    job = Job.objects.get(kind=services.REMOVE)
    assert (job.state, job.error) == (JobState.DONE, "")
    assert places_of(WORDS) == set()
    assert not path.exists()
    assert not export.exists()
    assert not folder.exists()
    assert not SearchEntry.objects.filter(folded__contains="quyt thuy").exists()
    services.carry_out(asked, by=cast.administrator, at=NOW, tell=quiet)
    assert Event.objects.filter(verb="redaction.done").count() == 1
    if connection.vendor == "sqlite":
        raw = Path(str(connection.settings_dict["NAME"])).read_bytes()
        assert WORDS.encode() not in raw
        assert b"hoa quyt thuy van" not in raw
