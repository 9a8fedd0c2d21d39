"""HTTP/1.1 over asyncio and httptools, behind hard limits."""
