"""Files of members with the traps of the real ones, written for these tests."""

import json
from pathlib import Path

from museums.imports.columns import template

MUSEOFILE = """\
Identifiant;Adresse;Code Postal;Domaine thématique;Département;Histoire;Nom officiel;Nom usage;\
Thèmes;Téléphone;URL;Ville;geolocalisation
M0101;Place de l'Abbaye;14000;"Histoire;Ethnologie";Calvados;;musée de l'Abbaye;;\
;02.31.00.00.01;www.abbaye.example/;Caen;49.18,-0.37
M0102;;14310;Technique et industrie;Calvados;"Moulin ; ""neuf"" rit";\
musée de la Meunerie;Le Moulin;\
;02 31 00 00 02 ou 03 (mairie);;VILLERS BOCAGE cedex 2;
M0103;1 rue Basse;14000;Histoire;Calvados;;musée municipal;;\
;;musee.caen;fr;CAEN;49.18,-0.37
M0104;1 rue Haute;14000;Histoire;Calvados;;musée des Postes;;\
;;musee,caen fr;CAEN;-0.37,49.18
"""


def table(*lines: str, header: str = "Nom;Ville;Code postal;Téléphone") -> bytes:
    """A CSV file."""
    return "\n".join([header, *lines, ""]).encode()


def objects(*museums: dict) -> bytes:
    """A JSON file."""
    return json.dumps(museums, ensure_ascii=False).encode()


def example(path: Path) -> Path:
    """The table that comes with the command."""
    path.write_text(template(), encoding="utf-8-sig")
    return path
