"""Slipway's serving runtime: one small server that answers every cloud's container contract."""

__version__ = "0.1.0"
