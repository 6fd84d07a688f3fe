"""The filters of the list of kits, read from the address; what a kit needs to be published."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.distances import Place
from cms.forms import BasePageForm, OneOfMany
from cms.french import question_words
from cms.nearby import NearbyFilterForm
from schools.choices import PHASE_FIELDS, WHEELCHAIR, Phase, SpecialNeed
from schools.querysets import museums_with_kits
from schools.rights import problems_of_rights, problems_of_whole
from schools.templatetags.kits import duration

if TYPE_CHECKING:
    from django.forms.models import BaseModelFormSet, ModelForm

    from schools.models import ClassKitPage, KitDocument, KitRelease, SchoolLevel

OFFERS = "offres"  # what the address asks for instead of kits
DURATIONS = (30, 60, 120, 180, 360)  # minutes


class KitFilterForm(NearbyFilterForm):
    """The filters of the list of kits and offers; a class may also be a cycle."""

    quoi = forms.ChoiceField(required=False, choices=[(OFFERS, OFFERS)])
    classe = forms.MultipleChoiceField(
        label=gettext_lazy("Class"), required=False, widget=OneOfMany
    )
    discipline = forms.MultipleChoiceField(
        label=gettext_lazy("Discipline"), required=False, widget=OneOfMany
    )
    duree = forms.ChoiceField(label=gettext_lazy("Duration"), required=False)
    musee = forms.MultipleChoiceField(
        label=gettext_lazy("Museum"), required=False, widget=OneOfMany
    )
    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    phase = forms.MultipleChoiceField(
        label=gettext_lazy("When"),
        required=False,
        choices=[(value, capfirst(label)) for value, label in Phase.choices],
        widget=forms.CheckboxSelectMultiple,
    )
    acces = forms.MultipleChoiceField(
        label=gettext_lazy("Special needs"),
        required=False,
        choices=[
            (WHEELCHAIR, gettext_lazy("In a wheelchair")),
            *((value, capfirst(label)) for value, label in SpecialNeed.choices),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    valide = forms.BooleanField(label=gettext_lazy("Validated by an academy"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        disciplines = apps.get_model("schools", "Discipline").objects.all()
        self._offer("classe", _("All classes"), filter_classes(self.classes))
        self._offer("discipline", _("All disciplines"), [(d.slug, str(d)) for d in disciplines])
        self._offer("musee", _("All museums"), museums_with_kits().values_list("slug", "title"))
        self._offer("duree", _("Any duration"), [(str(m), at_most(m)) for m in DURATIONS])

    def _offer(self, name: str, everything: str, choices: Iterable) -> None:
        field = self.fields[name]
        field.choices = choices
        field.widget.choices = [("", everything), *field.choices]

    def clean_q(self) -> str:
        words = self.cleaned_data["q"]
        if words and not question_words(words):
            raise forms.ValidationError(_("Write a word."))
        return words

    def places(self) -> dict[int, Place]:
        rows = museums_with_kits().order_by().values_list("pk", "latitude", "longitude", named=True)
        return {row.pk: row for row in rows}

    def filters(self) -> dict[str, Any]:
        """The values that hold, by key; of a town, what is near it; validated as of today."""
        today = timezone.localdate() if self.valid_values.get("valide") else None
        return self.valid_values | {"pres": self.nearby, "valide": today}

    @cached_property
    def classes(self) -> "list[SchoolLevel]":
        """What kits may be for, each with its cycle."""
        return list(apps.get_model("schools", "SchoolLevel").objects.classes())

    @property
    def cycles(self) -> "list[SchoolLevel]":
        """What classes are gathered under, in the order of school."""
        return list(dict.fromkeys(level.parent for level in self.classes))


def by_cycle(classes: "Iterable[SchoolLevel]") -> "groupby[SchoolLevel, SchoolLevel]":
    """Classes in the order of school, under their cycle."""
    return groupby(classes, key=attrgetter("parent"))


def offer_classes(field: forms.MultipleChoiceField) -> None:
    """Have classes ticked under the name of their cycle."""
    classes = apps.get_model("schools", "SchoolLevel").objects.classes()
    field.choices = [
        (str(cycle), [(level.pk, str(level)) for level in its_classes])
        for cycle, its_classes in by_cycle(classes)
    ]


def filter_classes(classes: "Iterable[SchoolLevel]") -> list[tuple[str, list[tuple[str, str]]]]:
    """Classes under the name of their cycle, the cycle as a whole before them."""
    return [
        (str(cycle), [(level.code, str(level)) for level in (cycle, *its_classes)])
        for cycle, its_classes in by_cycle(classes)
    ]


def at_most(minutes: int) -> str:
    return _("%(duration)s at most") % {"duration": duration(minutes)}


class ClassKitPageForm(BasePageForm):
    """A kit as a museum writes it; a draft is never refused."""

    class Media:
        js = [forms.Script("schools/js/kit-documents.js", type="module")]

    NEEDED = {
        "levels": gettext_lazy("Tick the classes that it is for."),
        "disciplines": gettext_lazy("Tick one discipline at least."),
        "licence": gettext_lazy("Choose what teachers may do with the texts written here."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "levels" in self.fields:
            offer_classes(self.fields["levels"])
        if not self.release:
            self.fields.pop("changes", None)  # nobody has a version before
        elif self.release.changelog == self.instance.changes:
            self.initial["changes"] = ""  # said of that version, not of the next one

    @cached_property
    def release(self) -> "KitRelease | None":
        """The version that teachers have today, if there is one."""
        return self.instance.current_release if self.instance.pk else None

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        super().clean_for_publication(cleaned)
        for name, message in self.NEEDED.items():
            if not cleaned.get(name):
                self.add_error(name, message)
        for point in kept(self.formsets["programme_items"]):
            if not str(point.instance):
                point.add_error("text", _("Say which point of the programme it is."))
        authors, documents = self.formsets["authors"], self.formsets["documents"]
        if authors.is_valid() and documents.is_valid():
            self.clean_lines(cleaned, kept(authors), kept(documents))

    def clean_lines(
        self, cleaned: dict[str, Any], authors: "list[ModelForm]", documents: "list[ModelForm]"
    ) -> None:
        """Somebody wrote it, each document can be read by all, every right is known."""
        if not authors:
            self.add_error(None, _("Name one author at least, under “Authors”."))
        if not documents:
            self.add_error(None, _("Add one document at least, under “Documents”."))
        for line in documents:
            for field, message in document_errors(line.instance):
                line.add_error(field, message)
        tick_phases(cleaned, [line.instance for line in documents])
        kit = self.kit_as_written(cleaned, authors, documents)
        for line in documents:
            for problem in problems_of_rights(line.instance, kit, timezone.localdate()):
                line.add_error(None, problem)
        if authors and documents:
            for problem in problems_of_whole(kit, kit.documents.all()):
                self.add_error(None, problem)

    def kit_as_written(
        self, cleaned: dict[str, Any], authors: "list[ModelForm]", documents: "list[ModelForm]"
    ) -> "ClassKitPage":
        """The kit with what its rights depend on: Django fills it in after this check only."""
        kit = self.instance
        for name in ("licence", "body", "image"):
            setattr(kit, name, cleaned.get(name))
        kit.authors = [line.instance for line in authors]
        kit.documents = [line.instance for line in documents]
        return kit


def kept(formset: "BaseModelFormSet") -> "list[ModelForm]":
    """The filled-in lines of a formset that are not deleted."""
    return [
        form
        for form in formset.forms
        if form.has_changed() or form.instance.pk
        if not form.cleaned_data.get("DELETE")
    ]


def document_errors(document: "KitDocument") -> Iterator[tuple[str, str]]:
    """(field, message) for each thing that keeps a document from being published."""
    if not document.sources:
        yield "file", _("Choose a file or a picture, or write a text.")
    if len(document.sources) > 1:
        yield "file", _("Keep one of the three: the file, the picture or the text.")
    if document.picture and not document.alternative:
        yield (
            "alt_text",
            _("Say in one sentence what one sees in the picture, for those who cannot see it."),
        )
    if document.is_sound_or_film and not document.transcript:
        yield (
            "transcript",
            _("Write down what is said and heard, for those who cannot hear it."),
        )


def tick_phases(cleaned: dict[str, Any], documents: "list[KitDocument]") -> None:
    """Where nobody said when a class uses a kit: when it uses its documents."""
    if not any(cleaned.get(field) for field in PHASE_FIELDS.values()):
        cleaned |= {PHASE_FIELDS[Phase(d.phase)]: True for d in documents if d.phase}
