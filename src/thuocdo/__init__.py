"""Thước Đo: how a Vietnamese public agency runs its year-end review, rating, ballots and papers."""
