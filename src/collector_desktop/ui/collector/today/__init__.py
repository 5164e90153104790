"""今日: who now."""
