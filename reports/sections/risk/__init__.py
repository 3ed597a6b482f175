"""The section on risk: moving windows, the spread of days, the worst days, falls, years and months."""

from reports.sections.risk.section import RiskSection, risk_section

__all__ = ["RiskSection", "risk_section"]
