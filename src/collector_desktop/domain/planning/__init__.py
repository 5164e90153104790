"""Who is home when, and whom to visit when: learned from every knock, planned for the days left, told plainly."""
