"""What a model takes: the signature, and rows that have been checked against it."""
