"""Agreements for tests, with the viewer rows that the services would keep."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.models import (
    Agreement,
    AgreementKind,
    AgreementViewer,
    ContentItem,
    ContentLine,
    ItemCoordination,
    Party,
    YearPlan,
)
from phoihop.documents.tests.factories import StoredFileFactory

SIGNED_AT = datetime(2019, 2, 28, 2, tzinfo=UTC)


class AgreementFactory(DjangoModelFactory[Agreement]):
    """A draft of its owner. Pass `parties=[...]`, and `signed=True` for one in force in 2019."""

    class Meta:
        model = Agreement

    kind = AgreementKind.PROGRAMME
    owner = factory.SubFactory(AgencyFactory)
    title = factory.Sequence(lambda n: f"Chương trình phối hợp số {n}")
    valid_from = date(2019, 1, 1)
    valid_to = date(2019, 12, 31)
    created_at = datetime(2019, 2, 1, tzinfo=UTC)
    created_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class: type[Agreement], *args: Any, **kwargs: Any) -> Agreement:
        parties: list[Agency] = kwargs.pop("parties", [])
        signed: bool = kwargs.pop("signed", False)
        if signed:
            kwargs |= {"ready_at": SIGNED_AT, "ready_by": kwargs["created_by"]}
        agreement: Agreement = super()._create(  # type: ignore[no-untyped-call]  # factory-boy has no types
            model_class, *args, **kwargs
        )
        everyone = [agreement.owner, *parties]
        for order, agency in enumerate(everyone):
            Party.objects.create(agreement=agreement, agency=agency, order=order)
        seen = everyone if agreement.ready_at else [agreement.owner]
        for agency in seen:
            AgreementViewer.objects.create(agency=agency, agreement=agreement)
        YearPlan.objects.create(agreement=agreement, year=2019)
        if signed:  # last: the database lets nothing be added to a signed agreement
            agreement.signed_at, agreement.signed_by = SIGNED_AT, agreement.created_by
            agreement.signed_on, agreement.scan = date(2019, 2, 28), StoredFileFactory.create()
            agreement.save()
        return agreement


@contextmanager
def thawed(agreement: Agreement) -> Iterator[None]:
    """Let a test add to a signed agreement; possible only while it has no paper in a register."""
    row = Agreement.objects.filter(pk=agreement.pk)
    fields = ("signed_at", "signed_by", "signed_on")
    signed = row.values(*fields).get()
    row.update(**dict.fromkeys(fields))
    yield
    row.update(**signed)


class ContentItemFactory(DjangoModelFactory[ContentItem]):
    """A content item; pass `coordinating=[...]`."""

    class Meta:
        model = ContentItem

    agreement = factory.SubFactory(AgreementFactory)
    order = factory.Sequence(lambda n: n)
    text = factory.Sequence(lambda n: f"Tuyên truyền nội dung số {n}")
    lead_agency = factory.SubFactory(AgencyFactory)
    product = "Báo cáo"
    due_rule = "on:2019-05-31"

    @classmethod
    def _create(cls, model_class: type[ContentItem], *args: Any, **kwargs: Any) -> ContentItem:
        coordinating: list[Agency] = kwargs.pop("coordinating", [])
        kwargs.setdefault("line", ContentLine.objects.create(agreement=kwargs["agreement"]))
        with thawed(kwargs["agreement"]):
            item: ContentItem = super()._create(  # type: ignore[no-untyped-call]  # factory-boy has no types
                model_class, *args, **kwargs
            )
            for agency in coordinating:
                ItemCoordination.objects.create(item=item, agency=agency)
        return item
