"""One dossier of the sample: what the programme left behind so far."""

from datetime import date, timedelta

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement
from phoihop.documents.models import Document
from phoihop.dossiers.services import DossierFacts, list_dossier, put_in
from phoihop.tasks.models import Task
from phoihop.workspace.sample.stories import moment


def make_dossier(programme: Agreement, paper: Document, *, by: User, on: date) -> None:
    """Open a dossier on the programme, with a paper it rests on and a task that is done."""
    opened = on - timedelta(days=60)
    facts = DossierFacts(
        year=opened.year,
        code="01-XDĐ",
        title=f"Hồ sơ về xây dựng và thực hiện {programme.title}",
        keeper=by,
        retention_years=20,
        opened_on=opened,
    )
    dossier = list_dossier(facts, by=by, at=moment(opened))
    done = Task.objects.filter(agreement=programme, done_on__isnull=False).earliest("pk")
    for record, note in ((paper, "Căn cứ"), (programme, "Bản ký"), (done, "")):
        put_in(dossier, record, by=by, at=moment(on - timedelta(days=1)), note=note)
