"""Who works for which museum: invited, come, gone."""
