"""From where a person stands to the screens that every front end shows, a module for each."""
