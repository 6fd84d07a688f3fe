"""The words that a directory begins with: themes of collections, the network's departments."""

from collections.abc import Mapping

from museums.models import Department, Theme

# address: (French name, English name)
THEMES = {
    "beaux-arts": ("Beaux-arts", "Fine arts"),
    "arts-decoratifs": ("Arts décoratifs", "Decorative arts"),
    "archeologie": ("Archéologie", "Archaeology"),
    "histoire": ("Histoire", "History"),
    "ethnologie": ("Ethnologie", "Ethnology"),
    "sciences-techniques": ("Sciences et techniques", "Science and technology"),
    "sciences-naturelles": ("Sciences naturelles", "Natural history"),
    "art-moderne-contemporain": ("Art moderne et contemporain", "Modern and contemporary art"),
    "photographie": ("Photographie", "Photography"),
    "litterature": ("Littérature", "Literature"),
    "maritime": ("Histoire maritime", "Maritime history"),
    "guerre": ("Guerre et mémoire", "War and memory"),
}


def load_themes() -> None:
    """Fill the themes where there is none: one that somebody threw away stays away."""
    if not Theme.objects.exists():
        Theme.objects.bulk_create(
            Theme(slug=slug, name=name, name_en=name_en, sort_order=order)
            for order, (slug, (name, name_en)) in enumerate(THEMES.items())
        )


def load_departments(names: Mapping[str, str]) -> None:
    """Add the departments that are not there yet, by their codes."""
    for code, name in names.items():
        Department.objects.get_or_create(code=code, defaults={"name": name})
