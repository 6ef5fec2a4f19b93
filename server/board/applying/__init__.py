"""What each event means for the state: one function an event, in a table by the event's type."""
