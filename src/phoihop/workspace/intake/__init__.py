"""From a text to records: receive → draft beside the text → a person decides → records."""
