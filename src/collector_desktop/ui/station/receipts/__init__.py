"""查验: a receipt somebody shows."""
