"""What each rule's finding comes from, what mends it, whether it is a judgement: one TOML file a module of rules."""

from data_sources.quality.causes.cause import Cause, all_causes, cause_of, causes_of

__all__ = ["Cause", "all_causes", "cause_of", "causes_of"]
