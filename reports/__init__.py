"""What people read: reports, charts, rankings, the site. Knows no rule; judges nothing."""
