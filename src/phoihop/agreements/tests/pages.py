"""Addresses, forms and drafts that the tests of pages share."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory


def url(name: str, *args: int) -> str:
    return reverse(f"agreements:{name}", args=args)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def draft(cast: Cast, **facts: Any) -> Agreement:
    return AgreementFactory.create(
        owner=cast.issuer_agency, created_by=cast.issuer, parties=[cast.lead_agency], **facts
    )


def item_form(**changes: object) -> dict[str, object]:
    return {"form_key": str(uuid.uuid4()), "text": "Kiểm tra", "weight": "1"} | changes
