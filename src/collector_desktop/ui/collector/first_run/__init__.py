"""The first start: demo villages, enrolment, or a backup."""
