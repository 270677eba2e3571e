"""What each command does, without parsing its arguments."""
