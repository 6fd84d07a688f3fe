"""A museum's own calendar as a source of its events: fetched, read, compared, brought in line."""
