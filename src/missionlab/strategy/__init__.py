"""The mission contract as data: records, vocabulary, reader, rules, JSON Schema and the shipped packs."""
