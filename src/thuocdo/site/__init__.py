"""Settings, addresses, the command line, and the demo office. Nothing of the domain."""
