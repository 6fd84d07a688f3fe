"""A second factor at log-in: a code of one's telephone, besides the password.

Whoever works in the admin may switch it on; a network may require it of those who keep its site.
"""
