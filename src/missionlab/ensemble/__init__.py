"""Many economies: threads, recorded series, chunks on disk that resume, and the statistics of what they did."""
