"""A file of members, as the network's team hands it over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museums.imports.reading import read_members
from museums.imports.reasons import Reason, RefusedError
from museums.imports.tables import MOST_BYTES
from museums.imports.wording import sentence


class MemberFileForm(forms.Form):
    """The file, and what becomes of the museums that are new."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or JSON, 10 MB and 10,000 museums at most: Muséofile’s own export, or a table "
            "with the columns named below. In a spreadsheet: “Save as”, CSV UTF-8."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.json,.txt,.tsv"}),
    )
    is_publishing = forms.TypedChoiceField(
        label=_("Museums that are new"),
        choices=[("", _("Drafts: you read them and publish them")), ("1", _("On line at once"))],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_file(self) -> Any:
        """The bytes of a file that can be read; what is wrong in its lines is said later."""
        file = self.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                raise RefusedError(Reason.TOO_BIG, megabytes=MOST_BYTES // 1_000_000)
            self.content = file.read()
            read_members(self.content)
        except RefusedError as error:
            raise forms.ValidationError(sentence(error.reason, error.details)) from error
        return file
