"""Keep and query: the append-only log, the disposable index, and the filter that asks it.

`Filter` is the query that links and requests share, `Log` keeps every revision for good, `Index` answers
filters fast and can be lost at any time. The layout and its reasons are in docs/store.md.
"""
