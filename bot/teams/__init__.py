"""Microsoft Teams: what people do there becomes work of the desk, and what the desk wants drawn is drawn there."""
