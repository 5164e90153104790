"""What each act does to the books: it records ledger rows once and moves figures."""
