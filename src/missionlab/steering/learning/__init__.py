"""What pilots teach: beliefs before and after their results, and what it would be worth to know more."""
