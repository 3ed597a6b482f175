"""The command line: one module per command, each thin; nothing heavy is imported before a command runs."""
