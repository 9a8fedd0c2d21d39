"""What the smoke probe is made of: asking, rows to ask with, and reading answers."""
