"""Slipway's workbench: describes a packaged model, converts it to ONNX, and compares the two before anything is replaced."""

__version__ = "0.1.0"
