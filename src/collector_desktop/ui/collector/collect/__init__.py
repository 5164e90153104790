"""收款: one account, from what it owes to its receipt."""
