"""How an attack ended: how many attempts there were, how many did no harm, and what the others did."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Survival:
    """``said`` has a sentence about each attempt that did harm; ``figures`` what was measured meanwhile, by name."""

    tried: int
    survived: int
    said: tuple[str, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether something was tried and all of it survived."""
        return 0 < self.tried == self.survived


@dataclass
class Count:
    """Counts attempts one after the other: ``count.holds(sentence, claim, claim)`` for each."""

    tried: int = 0
    said: list[str] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)

    def holds(self, attempt: str, **claims: object) -> None:
        """Count an attempt; it survived when every claim is true, else the names of the false ones are said."""
        self.tried += 1
        if broken := [name.replace("_", " ") for name, true in claims.items() if not true]:
            self.said.append(f"{attempt}: not so: {', '.join(broken)}")

    def survival(self) -> Survival:
        """Return what was counted."""
        return Survival(self.tried, self.tried - len(self.said), tuple(self.said), self.figures)
