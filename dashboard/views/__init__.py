"""The pages, one small module each."""
