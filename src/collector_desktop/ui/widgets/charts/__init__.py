"""Charts drawn to be read: labelled directly, no legend to decode, readable in grey print."""
