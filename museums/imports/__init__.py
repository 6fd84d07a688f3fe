"""Members from a file: read, matched, brought in line, what differs proposed.

Other rooms call `museums.imports.members`.
"""
