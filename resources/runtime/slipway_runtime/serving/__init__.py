"""Between the wire and the model: queue, health, capture, metrics."""
