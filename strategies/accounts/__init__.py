"""What each shipped family says, in Chinese: one TOML file a family, beside the English of its module."""
