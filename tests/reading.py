"""Pages as a browser reads them, for tests of every room."""

import html5lib


def parsed(response):
    """The page, without the names of XML's namespaces."""
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


def words(element):
    """What an element says, on one line."""
    return " ".join("".join(element.itertext()).split())


def links(response):
    """Where each link leads, by what it says."""
    return {words(a).replace("\u00a0", " "): a.get("href") for a in parsed(response).iter("a")}


def listed(response):
    """The titles in a list of the admin, in its order."""
    assert response.status_code == 200
    return [page.title for page in response.context["object_list"]]
