"""Ways to a goal: for how long each action will do, when the next must be decided, and what gives warning."""
