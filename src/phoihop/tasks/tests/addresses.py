"""Addresses of the pages of tasks, and what they answer."""

from django.urls import reverse


def url(name: str, *args: int) -> str:
    return reverse(f"tasks:{name}", args=args)
