"""What findings and tables are written as: one format a file, found by its name."""
