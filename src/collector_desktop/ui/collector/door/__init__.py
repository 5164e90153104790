"""The door of the laptop's books: PIN, forgotten PIN, another collector, and the day where the clock is doubted."""
