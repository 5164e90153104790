"""代扣: what the bank says of the households whose months it pays."""
