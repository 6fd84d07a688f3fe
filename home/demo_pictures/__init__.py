"""The demo's pictures: twenty-four posters in cut paper, drawn here so that no right is unknown.

A sheet measures 150 by 100 whatever its pixels; every place and size is in those units.
What stands still on a poster is a recipe, one shape after the other, a point being `x,y`;
what repeats is a loop. What a picture says of itself is in French, as the demo is.
"""

from home.demo_pictures import coast, crafts, galleries, machines, nature, town
from home.demo_pictures.picture import Picture, render

__all__ = ["PICTURES", "Picture", "render"]

PICTURES: tuple[Picture, ...] = (
    Picture(
        slug="phare",
        title="Phare au couchant",
        alt="Un phare rayé de rouge et de blanc éclaire la mer devant un grand soleil couchant.",
        draw=coast.lighthouse,
    ),
    Picture(
        slug="falaise",
        title="L’arche et l’aiguille",
        alt="Une falaise de craie percée d’une arche, une aiguille et un voilier rouge en mer.",
        draw=coast.cliff,
    ),
    Picture(
        slug="verger",
        title="Verger en septembre",
        alt="Deux rangées de pommiers chargés de pommes rouges bordent une allée, au soleil pâle.",
        draw=nature.orchard,
    ),
    Picture(
        slug="colombages",
        title="Maisons à colombages",
        alt="Cinq maisons à pans de bois serrées l’une contre l’autre, volets et toits de couleur.",
        draw=town.timbered_houses,
    ),
    Picture(
        slug="facade",
        title="Le musée, un dimanche",
        alt="Un musée à colonnes et fronton ; trois visiteurs s’approchent des marches au soleil.",
        draw=town.museum_by_day,
    ),
    Picture(
        slug="salle",
        title="La salle bleue",
        alt="Une salle de musée aux murs bleus : tableaux encadrés, banc rouge, deux visiteurs.",
        draw=town.blue_room,
    ),
    Picture(
        slug="ceramiques",
        title="Trois céramiques",
        alt="Un vase bleu, un vase blanc à rameau et une coupe jaune de fruits, sur une table.",
        draw=galleries.ceramics,
    ),
    Picture(
        slug="dentelle",
        title="Rosace de dentelle",
        alt="Une grande rosace de dentelle blanche sur fond bleu nuit, entre deux plus pâles.",
        draw=crafts.lace,
    ),
    Picture(
        slug="maquette",
        title="Le trois-mâts",
        alt="La maquette d’un trois-mâts à voiles blanches sur son socle, devant un mur rouge.",
        draw=galleries.model_ship,
    ),
    Picture(
        slug="ammonite",
        title="Ammonite",
        alt="Une ammonite beige aux côtes régulières, posée sur des strates bleues.",
        draw=nature.ammonite,
    ),
    Picture(
        slug="herbier",
        title="Planches d’herbier",
        alt="Trois planches d’herbier : une fougère, une feuille de ginkgo et une ombelle rouge.",
        draw=nature.herbarium,
    ),
    Picture(
        slug="papillons",
        title="Boîte à papillons",
        alt="Douze papillons de couleur épinglés en trois rangées dans une boîte vitrée.",
        draw=nature.butterflies,
    ),
    Picture(
        slug="horloge",
        title="Rouages",
        alt="Des roues dentées de laiton entraînent un grand cadran d’horloge aux "
        "aiguilles bleues.",
        draw=machines.clockwork,
    ),
    Picture(
        slug="vapeur",
        title="La grande roue",
        alt="Une machine à vapeur : grande roue rouge, bielle, cylindre vert et tuyau de laiton.",
        draw=machines.steam_engine,
    ),
    Picture(
        slug="verre",
        title="Bouteilles à contre-jour",
        alt="Six bouteilles de verre coloré devant une fenêtre ; leurs ombres teintées "
        "s’allongent.",
        draw=crafts.bottles,
    ),
    Picture(
        slug="tapisserie",
        title="La chevauchée",
        alt="Une bande brodée où quatre chevaux de couleur marchent entre deux frises de feuilles.",
        draw=galleries.tapestry,
    ),
    Picture(
        slug="astrolabe",
        title="Astrolabe",
        alt="Un astrolabe de laiton suspendu dans un ciel de nuit semé de constellations.",
        draw=machines.astrolabe,
    ),
    Picture(
        slug="marionnettes",
        title="Deux marionnettes",
        alt="Deux marionnettes à fils, un roi et un arlequin, sur une scène aux rideaux rouges.",
        draw=galleries.puppets,
    ),
    Picture(
        slug="rosace",
        title="Rosace de verre",
        alt="Une rosace de vitrail aux pétales rouges et bleus dans un mur de pierre sombre.",
        draw=crafts.rose_window,
    ),
    Picture(
        slug="caracteres",
        title="Caractères de bois",
        alt="Huit caractères d’imprimerie en bois de couleur composent le mot Mosaïque.",
        draw=crafts.wooden_type,
    ),
    Picture(
        slug="dessin",
        title="La main qui dessine",
        alt="Une main tient un crayon jaune et dessine un rocher, la mer et un soleil.",
        draw=crafts.drawing_hand,
    ),
    Picture(
        slug="nuit",
        title="Le musée, la nuit",
        alt="Le musée de nuit, fenêtres allumées sous un croissant de lune et des étoiles.",
        draw=town.museum_by_night,
    ),
    Picture(
        slug="jardin",
        title="Jardin à la française",
        alt="Une allée bordée d’ifs taillés et de parterres mène d’un jet d’eau à un pavillon.",
        draw=town.formal_garden,
    ),
    Picture(
        slug="port",
        title="Voiles au port",
        alt="Trois bateaux à voiles de couleur se reflètent devant un quai bordé de maisons.",
        draw=coast.harbour,
    ),
)
