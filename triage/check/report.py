"""What `triage check` finds, as data: problems, proofs and exact numbers of paths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from triage.check.paths import Paths, count
from triage.check.proof import Proof, prove
from triage.core.model import Flow
from triage.core.program import Program, compile_program


@dataclass(frozen=True, slots=True)
class FlowCheck:
    """The check of one flow; `seconds` is the time for compiling, counting and proving."""

    flow: Flow
    program: Program
    paths: Paths
    proofs: tuple[Proof, ...]
    seconds: float

    @property
    def proved(self) -> bool:
        """Whether every safeguard holds."""
        return all(proof.proved for proof in self.proofs)


def check_flow(flow: Flow, clock: Callable[[], float]) -> FlowCheck:
    """Return the check of one flow; `clock` gives seconds from any fixed point."""
    started = clock()
    program = compile_program((flow,))
    proofs = tuple(prove(program, safeguard) for safeguard in flow.safeguards)
    paths = count(program)
    return FlowCheck(flow, program, paths, proofs, clock() - started)


def check_flows(flows: Sequence[Flow], clock: Callable[[], float]) -> tuple[FlowCheck, ...]:
    """Return the check of each flow, in order."""
    return tuple(check_flow(flow, clock) for flow in flows)
