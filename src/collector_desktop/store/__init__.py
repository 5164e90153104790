"""The books: tables, engine, upgrade, ledger, journal, queries."""
