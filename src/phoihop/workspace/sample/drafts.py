"""Drafts of the sample office: made, signed, settled year by year, or under opinion."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency, Official
from phoihop.agreements import services as agreements
from phoihop.agreements.marks import mark_of_deputy, needs_kt
from phoihop.agreements.models import Agreement, AgreementKind
from phoihop.documents import files
from phoihop.documents.models import Document, Regime
from phoihop.terms.settling import fix_year
from phoihop.workspace.sample import work
from phoihop.workspace.sample.pdf import one_page_pdf
from phoihop.workspace.sample.stories import Hands, moment


@dataclass
class Sample:
    """What was made so far."""

    today: date
    agencies: dict[str, Agency]
    heads: dict[str, Official]
    users: dict[str, User]

    def of(self, *keys: str) -> list[Agency]:
        """Agencies by their keys."""
        return [self.agencies[key] for key in keys]

    def hands(self, lead: Agency, coordinating: list[Agency]) -> Hands:
        """The people who act on a task."""
        partner = next((user for user in map(self.contact, coordinating) if user), None)
        lead_user = self.contact(lead)
        if lead_user is None:
            raise LookupError(lead)
        return Hands(lead_user, partner, self.users["hanh"], self.users["khai"])

    def contact(self, agency: Agency) -> User | None:
        """Who works for the agency."""
        return next(
            (
                user
                for user in self.users.values()
                if user.acting_agency == agency and user.role == Role.SPECIALIST
            ),
            None,
        )


@dataclass(frozen=True)
class Plan:
    """An agreement to be drafted."""

    kind: str
    title: str
    partners: tuple[str, ...]
    items: tuple[work.SampleItem, ...]
    first: date
    last: date


def draft(sample: Sample, plan: Plan, papers: list[Document], by: User, at: datetime) -> Agreement:
    agreement = agreements.create_agreement(
        by=by,
        at=at,
        kind=plan.kind,
        title=plan.title,
        valid_from=plan.first,
        valid_to=plan.last,
        parties=sample.of(*plan.partners),
    )
    purpose = agreement.sections.get(kind="purpose")
    agreements.add_clause(purpose, text=work.PURPOSE, by=by, at=at)
    for paper in papers:
        agreements.add_legal_basis(agreement, paper, by=by, at=at)
    for item in plan.items:
        agreements.add_item(
            agreement,
            by=by,
            at=at,
            text=item.text,
            lead_agency=sample.agencies[item.lead],
            coordinating=sample.of(*item.coordinating),
            product=item.product,
            due_rule=item.due_rule,
        )
    return agreement


def sign(sample: Sample, agreement: Agreement, on: date, by: User, code: str = "") -> None:
    before = moment(on - timedelta(days=5))
    agreements.mark_ready(agreement, without_opinions=work.AGREED, by=by, at=before)
    heads = {sample.agencies[key].pk: official for key, official in sample.heads.items()}
    signatories = {}
    for party in agreement.parties.select_related("agency"):
        head = heads[party.agency_id or 0]
        tenure = head.tenures.first()
        title = tenure.title.upper() if tenure else ""
        mark = mark_of_deputy(title, Regime.STATE) if needs_kt(title, "") else ""
        signatories[party.pk] = agreements.SignatoryFacts(head.full_name, title, mark, head)
    scan = one_page_pdf(f"{agreement.pk} {on:%d/%m/%Y}")
    facts = agreements.SigningFacts(
        signed_on=on,
        signatories=signatories,
        scan=files.store(scan, "ban-ky.pdf", accept=files.SCAN),
        scan_name="ban-ky.pdf",
        place="Hội trường xã Bình An",
        code=code,
    )
    agreements.sign_agreement(agreement, facts, by=by, at=moment(on, 16))


def settle_years(sample: Sample, agreement: Agreement) -> None:
    """The contents of each year up to this one, as the parties agreed a few days into it."""
    agreement.refresh_from_db()
    signed = agreement.signed_on or sample.today
    last = agreement.valid_to or sample.today
    for year in range(signed.year, min(sample.today, last).year + 1):
        on = min(max(signed, date(year, 1, 1)) + timedelta(days=4), sample.today)
        plan = agreements.make_version(agreement, year, by=sample.users["hanh"], at=moment(on, 8))
        words = work.YEAR_AGREED % year
        fix_year(plan, words=words, on=on, by=sample.users["khai"], at=moment(on, 9))


def make_plan_under_opinion(sample: Sample) -> None:
    """A draft of which one party agrees, one proposes other words and one has not answered."""
    by, sent = sample.users["hanh"], sample.today - timedelta(days=4)
    plan = Plan(
        AgreementKind.PLAN,
        work.OPINION_TITLE,
        work.OPINION_PARTNERS,
        work.OPINION_ITEMS,
        sample.today + timedelta(days=10),
        sample.today + timedelta(days=375),
    )
    agreement = draft(sample, plan, [], by, moment(sent - timedelta(days=2)))
    agreements.send_for_opinions(
        agreement,
        answer_by=sample.today + timedelta(days=5),
        note=work.OPINION_NOTE,
        by=by,
        at=moment(sent),
    )
    first = sent + timedelta(days=1)
    agreements.agree(agreement, words=work.OPINION_AGREED, by=sample.users["yte"], at=moment(first))
    agreements.propose(
        agreement,
        agreements.Target(item=agreement.items.order_by("order")[0]),
        [agreements.Proposed("product", work.OPINION_PROPOSED)],
        words=work.OPINION_WHY,
        by=sample.users["truonghoc"],
        at=moment(first + timedelta(days=1)),
    )
