"""How the feeds are: what they hold, what they leave out, which applications read them."""
