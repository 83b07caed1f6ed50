"""Bouncewijzer explains bounced mail in Dutch, in the thread where a colleague shows it."""
