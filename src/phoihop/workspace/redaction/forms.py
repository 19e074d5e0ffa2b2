"""Shapes of the input of a redaction."""

import hashlib
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.documents.models import StoredFile
from phoihop.ui.fields import REQUIRED
from phoihop.workspace.errors import FileNotKept
from phoihop.workspace.models import Redaction
from phoihop.workspace.redaction.needle import LONGEST

# What is typed where there are no words to type.
FILE_ALONE = "gỡ tệp"


class AskForm(forms.Form):
    """What to look for, on what ground."""

    words = forms.CharField(
        label=_("Words to be removed"),
        required=False,
        max_length=LONGEST,
        help_text=_("A name, a number, a phrase. Every way of writing it is found; you choose."),
    )
    file = forms.FileField(
        label=_("Or the file itself"),
        required=False,
        help_text=_("Choose the same file from your computer: it is compared and not kept."),
    )
    basis = forms.CharField(
        label=_("Legal ground"),
        max_length=120,
        help_text=_("Stands in the place of the words, as “Luật 91/2025/QH15, Điều 14”."),
        error_messages={"required": REQUIRED},
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Who asks and why. It stays in the history: do not write the words here."),
        error_messages={"required": REQUIRED},
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def clean_file(self) -> StoredFile | None:
        """The stored file with the same bytes."""
        upload = self.cleaned_data["file"]
        if not isinstance(upload, UploadedFile):
            return None
        digest = hashlib.sha256()
        for chunk in upload.chunks():
            digest.update(chunk)
        found = StoredFile.objects.filter(sha256=digest.hexdigest(), removed_at=None).first()
        if found is None:
            raise forms.ValidationError(str(FileNotKept()))
        return found

    def clean(self) -> dict[str, Any]:
        """Words or a file."""
        facts = super().clean() or self.cleaned_data
        facts["form_key"] = facts.get("form_key") or get_random_string(20)
        if "file" in facts and not facts.get("words", "").strip() and facts["file"] is None:
            self.add_error("words", _("Give the words, or choose the file."))
        return facts


class ConfirmForm(forms.Form):
    """Which forms and files, and the words typed once more."""

    forms_ = forms.MultipleChoiceField(required=False)
    file_ids = forms.MultipleChoiceField(required=False)
    typed = forms.CharField(required=False, max_length=LONGEST)

    def __init__(self, redaction: Redaction, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = redaction.words or FILE_ALONE
        self.fields["forms_"].choices = [  # type: ignore[attr-defined]  # of this field
            (form, form) for form in redaction.found.get("forms", {})
        ]
        self.fields["file_ids"].choices = [  # type: ignore[attr-defined]  # of this field
            (pk, pk) for pk in redaction.found.get("files", [])
        ]

    def clean_typed(self) -> str:
        """As the words stand, whatever the case."""
        typed: str = self.cleaned_data["typed"]
        if not vntext.same(typed, self.wanted):
            raise forms.ValidationError(
                _("Type exactly this to confirm: %(words)s") % {"words": self.wanted}
            )
        return typed
