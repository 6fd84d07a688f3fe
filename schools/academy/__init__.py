"""The partnership with the education authority: its readings of kits, its people, its figures."""

ACADEMY_GROUP = "Partenaires académiques"
"""Who reads kits for an academy; which one is said by the academy's own list of partners."""
