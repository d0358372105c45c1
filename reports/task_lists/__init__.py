"""Task lists by department, for windows, pages and spreadsheets; see `reports.tasks`."""
