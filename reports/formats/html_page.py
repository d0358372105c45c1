"""What all gap reports of one standard share, made and escaped once, and the rows of its criteria."""
