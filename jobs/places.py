"""Where a job is, as codes."""

CORSICA = "20"
SOUTH_OF_CORSICA = ("200", "201")
OVERSEAS = ("97", "98")


def department_code(postcode: str) -> str:
    """The department that a French postcode lies in: "14" for 14200, "2A", "974"; else empty.

    A few villages are served from the department next door; their editor types the code.
    """
    if len(postcode) != 5 or not postcode.isdigit():
        return ""
    if postcode.startswith(OVERSEAS):
        return postcode[:3]
    if postcode.startswith(CORSICA):
        return "2A" if postcode.startswith(SOUTH_OF_CORSICA) else "2B"
    return postcode[:2]
