"""The partnership with the education authority: its readings of kits, its people, its figures."""
