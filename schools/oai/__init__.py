"""The kits for other catalogues: OAI-PMH 2.0 (https://www.openarchives.org/OAI/2.0/)."""
