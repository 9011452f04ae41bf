"""Reading the guidance and its glossary, the same pages for every front end."""
