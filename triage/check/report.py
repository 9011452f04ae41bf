"""What `triage check` finds, as data: proofs, exact numbers of paths, and what can be reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from triage.check.lint.subject import Subject
from triage.check.paths import PathCount, Paths
from triage.check.proof import Proof, prove
from triage.check.proposals import Proposal, proposals
from triage.check.reach import Reach, reach_of
from triage.core.model import Flow
from triage.core.program import Program, compile_program


@dataclass(frozen=True, slots=True)
class FlowCheck:
    """The check of one flow; `seconds` is the time for compiling, counting and proving.

    `proposals` are safeguards that outcomes with few of their own could have.
    """

    flow: Flow
    program: Program
    paths: Paths
    reach: Reach
    proofs: tuple[Proof, ...]
    seconds: float
    proposals: tuple[Proposal, ...]

    @property
    def proved(self) -> bool:
        """Whether every safeguard is proved to hold; one that is not decided is not proved."""
        return all(proof.proved for proof in self.proofs)


def check_flow(flow: Flow, clock: Callable[[], float]) -> FlowCheck:
    """Return the check of one flow; `clock` gives seconds from any fixed point."""
    started = clock()
    program = compile_program((flow,))
    proofs = tuple(prove(program, safeguard) for safeguard in flow.safeguards)
    count = PathCount(program)
    paths = count.all(flow)
    reach = reach_of(program, count, paths, flow)
    seconds = clock() - started
    proposed = tuple(proposals(Subject(flow)))
    return FlowCheck(flow, program, paths, reach, proofs, seconds, proposed)


def check_flows(flows: Sequence[Flow], clock: Callable[[], float]) -> tuple[FlowCheck, ...]:
    """Return the check of each flow, in order."""
    return tuple(check_flow(flow, clock) for flow in flows)
