"""F6 村务: what is done in a village round the money."""
