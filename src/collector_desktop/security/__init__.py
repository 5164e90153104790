"""Keys, seals and enrolment."""
