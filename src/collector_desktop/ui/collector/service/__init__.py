"""服务: who is entitled to a free check, what is booked, what was done."""
