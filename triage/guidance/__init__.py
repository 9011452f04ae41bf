"""What a pack knows of the guidance: looked up, searched, and accounted for rule by rule."""
