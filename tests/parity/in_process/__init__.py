"""Each front end's real conversation without a program around it, walked by what it shows."""
