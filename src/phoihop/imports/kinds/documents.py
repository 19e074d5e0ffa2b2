"""A register of documents, as an office kept it before."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.documents.errors import ArrivedBeforeIssued
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.many import register_documents
from phoihop.documents.models import Document, Regime, Register, Secrecy, Urgency
from phoihop.documents.models import Kind as PaperKind
from phoihop.documents.numbers import parse_code
from phoihop.imports.findings import Act, Asking, Choice, Done, Finding, What, begin
from phoihop.imports.kinds.agencies import living_names
from phoihop.imports.kinds.kind import ImportKind
from phoihop.imports.kinds.registers import KnownPapers, check_arrivals, remind_of_series
from phoihop.imports.naming import AgencyNames, NotNamed
from phoihop.imports.sentences import both
from phoihop.periods import format_day
from phoihop.sheets import Column, Kind, Option, Row, Sheet

# A slip of the year is caught; the Party's own first day is early enough (as on the form).
_EARLIEST: Final = date(1930, 2, 3)
_NAMED: Final = 5
_PARTY: Final = frozenset(
    {AgencyKind.PARTY_COMMITTEE, AgencyKind.PARTY_BOARD, AgencyKind.PARTY_UNIT}
)


@cache
def sheet() -> Sheet:
    """The columns of the register."""
    return Sheet(
        "documents",
        both(pgettext_lazy("sheet", "Register of documents")),
        (
            Column(
                "subject",
                both(pgettext_lazy("sheet", "Subject")),
                required=True,
                longest=500,
                example="Về việc triển khai chương trình phối hợp năm 2026",
                width=60,
                other_headings=("Trích yếu", "Nội dung", "Tên loại và trích yếu"),
            ),
            Column(
                "register",
                both(pgettext_lazy("sheet", "Register")),
                Kind.CHOICE,
                required=True,
                options=_options(Register),
                example=both(Register.INCOMING.label).vi,
                other_headings=("Loại sổ",),
            ),
            Column(
                "code",
                both(pgettext_lazy("sheet", "Number and symbol")),
                Kind.CODE,
                longest=60,
                example="05-KH/BTGĐU",
                other_headings=("Số, ký hiệu", "Số ký hiệu", "Ký hiệu"),
            ),
            Column(
                "issued_on",
                both(pgettext_lazy("sheet", "Date of issue")),
                Kind.DATE,
                other_headings=("Ngày văn bản", "Ngày tháng", "Ngày"),
            ),
            Column(
                "kind",
                both(pgettext_lazy("sheet", "Kind of document")),
                Kind.CHOICE,
                options=_options(PaperKind),
                example=both(PaperKind.PLAN.label).vi,
                note=both(
                    pgettext_lazy("sheet", "may stay empty where the symbol shows it, as KH, CT")
                ),
                other_headings=("Tên loại",),
            ),
            Column(
                "issuer",
                both(pgettext_lazy("sheet", "Issuer")),
                example="Ban Tuyên giáo và Dân vận Tỉnh ủy",
                note=both(
                    pgettext_lazy(
                        "sheet",
                        "an agency of the list, or any name as printed; empty for own outgoing"
                        " papers",
                    )
                ),
                width=40,
                other_headings=("Tác giả", "Nơi ban hành"),
            ),
            Column(
                "arrived_on",
                both(pgettext_lazy("sheet", "Arrived on")),
                Kind.DATE,
                note=both(pgettext_lazy("sheet", "incoming papers")),
            ),
            Column(
                "arrival_number",
                both(pgettext_lazy("sheet", "Arrival number")),
                Kind.NUMBER,
                least=1,
                note=both(
                    pgettext_lazy(
                        "sheet", "incoming papers; empty: the next number of the year is taken"
                    )
                ),
            ),
            Column("signer_name", both(pgettext_lazy("sheet", "Signer")), longest=120),
            Column(
                "signer_title",
                both(pgettext_lazy("sheet", "Title of the signer")),
                longest=200,
                other_headings=("Chức vụ",),
            ),
            Column(
                "recipients_text",
                both(pgettext_lazy("sheet", "Recipients as printed")),
                longest=4_000,
                width=40,
                other_headings=("Nơi nhận",),
            ),
            Column(
                "urgency",
                both(pgettext_lazy("sheet", "Urgency")),
                Kind.CHOICE,
                options=_options(Urgency),
            ),
            Column(
                "secrecy",
                both(pgettext_lazy("sheet", "Secrecy")),
                Kind.CHOICE,
                options=_options(Secrecy),
                note=both(
                    pgettext_lazy(
                        "sheet",
                        "of a paper that is not open only this reference is kept; do not enter"
                        " its content",
                    )
                ),
            ),
            Column("place", both(pgettext_lazy("sheet", "Place of issue")), longest=80),
            Column(
                "ordinal",
                both(pgettext_lazy("sheet", "Session or congress")),
                longest=20,
                example="8/XI",
            ),
        ),
        (
            both(pgettext_lazy("sheet", "One line for each paper; numbers stand as written.")),
            both(
                pgettext_lazy(
                    "sheet",
                    "Numbers given out before are not taken from a series: check its last number"
                    " after the import.",
                )
            ),
        ),
    )


def _options(choices: type[Register | PaperKind | Urgency | Secrecy]) -> tuple[Option, ...]:
    return tuple(Option(value, both(label)) for value, label in choices.choices)


def offers(_user: User) -> Mapping[str, Sequence[str]]:
    """Issuers that are there."""
    return {"issuer": living_names()}


def find(rows: Sequence[Row], asking: Asking) -> list[Finding]:
    """What becomes of each line; a handful of queries however many there are."""
    owner = asking.by.acting_agency
    findings = begin(sheet(), rows, _name)
    if owner is None:
        return findings
    names = AgencyNames()
    issuers = [_issuer(finding, names, owner) for finding in findings]
    agencies = Agency.objects.in_bulk({pk for pk, _printed in issuers if pk is not None})
    for finding, (pk, printed) in zip(findings, issuers, strict=True):
        _check_days(finding)
        finding.target = _facts(finding, owner, agencies[pk] if pk else None, printed)
    sound = [finding for finding in findings if finding.what == What.NEW]
    known = KnownPapers(owner, [finding.target for finding in sound])
    for finding in sound:
        _compare(finding, known, asking)
    still = [finding for finding in sound if finding.what == What.NEW]
    check_arrivals(owner, still)
    remind_of_series(owner, still)
    return findings


def _name(row: Row) -> str:
    """As registers call a paper."""
    return f"{row.text('code')} {row.text('subject')}".strip()


def _issuer(finding: Finding, names: AgencyNames, owner: Agency) -> tuple[int | None, str]:
    """The agency that issued it, if it is in the list beyond doubt, and the name as printed."""
    text = finding.row.text("issuer")
    if not text:
        own = finding.row.text("register") == Register.OUTGOING
        return (owner.pk, owner.name) if own else (None, "")
    try:
        return names.meant(text).pk, text
    except NotNamed:
        if len(names.same_name(text)) > 1:
            finding.notes.append(
                _("Several agencies have this name: the issuer stays as printed, without a link.")
            )
        return None, text


def _check_days(finding: Finding) -> None:
    row = finding.row
    said = {mark.column for mark in finding.faults}
    issued, arrived = row.day("issued_on"), row.day("arrived_on")
    number = row.number_in("arrival_number")
    if issued and issued < _EARLIEST:
        finding.fault("issued_on", _("%(day)s is too long ago.") % {"day": format_day(issued)})
    if issued and arrived and arrived < issued:
        finding.fault("arrived_on", str(ArrivedBeforeIssued()))
    incoming = row.text("register") == Register.INCOMING
    if not incoming and (arrived or number) and "register" not in said:
        finding.fault("register", _("Only an incoming paper has a day or a number of arrival."))
    elif number and not arrived and "arrived_on" not in said:
        finding.fault("arrived_on", _("A number of arrival needs its day."))


def _facts(finding: Finding, owner: Agency, issuer: Agency | None, printed: str) -> DocumentFacts:
    row = finding.row
    parsed = parse_code(row.text("code"))
    kind = row.text("kind") or (parsed.kind if parsed else "")
    if not kind and all(mark.column != "kind" for mark in finding.faults):
        finding.fault("kind", _("The symbol does not show the kind of document; choose one."))
    own_regime = Regime.PARTY if owner.kind in _PARTY else Regime.STATE
    return DocumentFacts(
        register=row.text("register"),
        kind=kind,
        regime=parsed.regime if parsed else own_regime,
        issuer=issuer,
        issuer_name=printed,
        issued_on=row.day("issued_on"),
        arrived_on=row.day("arrived_on"),
        arrival_number=row.number_in("arrival_number"),
        urgency=row.text("urgency") or Urgency.NORMAL,
        secrecy=row.text("secrecy") or Secrecy.OPEN,
        code=row.text("code"),
        ordinal=row.text("ordinal"),
        subject=row.text("subject"),
        place=row.text("place"),
        signer_name=row.text("signer_name"),
        signer_title=row.text("signer_title"),
        recipients_text=row.text("recipients_text"),
    )


def _compare(finding: Finding, known: KnownPapers, asking: Asking) -> None:
    """The paper may be in the register, or in another line of the file."""
    facts: DocumentFacts = finding.target
    if (line := known.line_of(finding.line, facts)) is not None:
        finding.fault("code", _("The same as in line %(line)s.") % {"line": line})
        return
    there = known.in_register(facts)
    if any(vntext.same(document.subject, facts.subject) for document in there):
        finding.what = What.KNOWN
        finding.notes.append(_("The register holds this paper."))
    elif there:
        _ask(finding, there, asking)


def _ask(finding: Finding, there: Sequence[Document], asking: Asking) -> None:
    finding.notes.append(_("The register holds a paper of this number, issuer and time."))
    finding.choices = [
        Choice("new", _("Another paper with the same number")),
        *(Choice(f"o{d.pk}", _("This one: %(label)s") % {"label": d}) for d in there[:_NAMED]),
    ]
    answer = asking.answers.get(finding.line, "")
    if answer not in {choice.value for choice in finding.choices}:
        finding.what = What.ASKED
        return
    finding.answer = answer
    if answer != "new":
        finding.what = What.KNOWN


def carry_out(findings: Sequence[Finding], act: Act) -> Done:
    """Enter the new papers in one act."""
    entries = [finding.target for finding in findings if finding.what == What.NEW]
    made = register_documents(entries, by=act.by, at=act.at)
    return Done(created=len(made))


DOCUMENTS: Final = ImportKind(
    key="documents",
    slug="van-ban",
    title=gettext_lazy("Import a register of documents"),
    lede=gettext_lazy("Incoming, outgoing and reference papers as the old register holds them."),
    permission="documents.add_document",
    back="documents:list",
    sheet=sheet,
    offers=offers,
    find=find,
    carry_out=carry_out,
)
