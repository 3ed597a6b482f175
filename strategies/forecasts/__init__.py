"""What reports expected companies to earn, beside what they earned, and what that makes of a change in price."""
